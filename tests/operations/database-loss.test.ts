/** A database that goes away and comes back: configuration.md section 5, security.md sections 8 and 9. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { aPostgres, type TestPostgres } from '../store/a-postgres';
import { aPatientView, cardsOf } from './a-request';
import { aRunningService, logLines, type RunningService, until, untilReady } from './a-running-service';
import { bearer, SERVICE } from './an-ehr';

const FEEDBACK = `${SERVICE}/feedback`;
const LONGEST_ANSWER_MS = 3000;
const BACK_WITHIN_MS = 10_000;
jest.setTimeout(120_000);

let postgres: TestPostgres;
let service: RunningService;
beforeAll(async () => { postgres = await aPostgres(); });
afterAll(async () => { await postgres.remove(); });
beforeEach(async () => { service = await aRunningService({ env: { DATABASE_URL: postgres.url } }); await untilReady(service); });
afterEach(async () => { await service.remove(); });

const timed = async (call: () => Promise<Response>): Promise<{ status: number; retry: boolean; ms: number; answer: Response }> => {
  const since = performance.now();
  const answer = await call();
  return { status: answer.status, retry: answer.headers.has('retry-after'), ms: performance.now() - since, answer };
};
const feedback = (card: string): Record<string, unknown> => ({ feedback: [{ card, outcome: 'accepted', outcomeTimestamp: '2026-11-20T10:00:00Z' }] });
const stored = async (): Promise<string[]> => {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try { return (await client.query<{ card: string }>('select card from feedback')).rows.map(({ card }) => card); } finally { await client.end(); }
};

const outages: [string, () => Promise<void>, () => Promise<void>][] = [
  ['refuses', () => postgres.stop('immediate'), () => postgres.start()],
  ['hangs', async () => { postgres.freeze(); }, async () => { postgres.thaw(); }],
];
describe.each(outages)('a database that %s', (_what, begin, end) => {
  test('§8.11 §9.2 §9.3 costs feedback a 503 to retry, hook calls nothing or a 503, nobody more than 3 s, and all is well within 10 s of its return', async () => {
    const acknowledged: string[] = [];
    const send = async (card: string): Promise<void> => {
      const { status, retry, ms } = await timed(() => service.post(FEEDBACK, feedback(card)));
      if (status === 200) acknowledged.push(card); else expect([status, retry]).toEqual([503, true]);
      expect(ms).toBeLessThan(LONGEST_ANSWER_MS);
    };
    await send('before');
    expect(acknowledged).toEqual(['before']);
    const used = await bearer(SERVICE);
    expect((await service.post(SERVICE, aPatientView(), used)).status).toBe(200);

    await begin();
    try {
      for (let round = 0; round < 3; round += 1) {
        await Promise.all([
          send(`during-${round}`),
          ...Array.from({ length: 3 }, async () => {
            const { status, retry, ms, answer } = await timed(() => service.post(SERVICE, aPatientView()));
            if (status === 200) expect((await cardsOf(answer)).length).toBeGreaterThan(0); else expect([status, retry]).toEqual([503, true]);
            expect(ms).toBeLessThan(LONGEST_ANSWER_MS);
          }),
          (async () => {
            // Used before the outage, seen by this instance: refused still.
            const { status, ms } = await timed(() => service.post(SERVICE, aPatientView(), used));
            expect([status, ms < LONGEST_ANSWER_MS]).toEqual([401, true]);
          })(),
        ]);
      }
      const twice = await bearer(SERVICE);
      const both = await Promise.all([service.post(SERVICE, aPatientView(), twice), service.post(SERVICE, aPatientView(), twice)]);
      expect(both.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
      expect(acknowledged).toEqual(['before']);
      await until('ready says so', async () => (await fetch(`${service.url}/health/ready`)).status === 503, LONGEST_ANSWER_MS + 2000);
      expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    } finally {
      await end();
    }
    await untilReady(service, BACK_WITHIN_MS);
    await send('after');
    expect(acknowledged).toEqual(['before', 'after']);
    const cards = await stored();
    for (const card of acknowledged) expect(cards.filter((each) => each === card)).toHaveLength(1);
    await until('hook calls are as quick as before', async () => (await timed(() => service.post(SERVICE, aPatientView()))).ms < 500, BACK_WITHIN_MS);
    for (const line of logLines(service.stdout())) expect(JSON.stringify(line)).not.toContain('postgres://');
  });
});

test('a database that is not up yet does not stop the start: the service waits, not ready, and then is', async () => {
  await postgres.stop('fast');
  let up = false;
  try {
    const early = await aRunningService({ env: { DATABASE_URL: postgres.url } });
    try {
      const ready = await fetch(`${early.url}/health/ready`);
      expect([ready.status, ready.headers.has('retry-after')]).toEqual([503, true]);
      await postgres.start();
      up = true;
      await untilReady(early, BACK_WITHIN_MS);
    } finally { await early.remove(); }
  } finally { if (!up) await postgres.start(); }
});

test('§8.10 feedback that was acknowledged survives kill -9 the moment after', async () => {
  const acknowledged: string[] = [];
  let going = true;
  const traffic = Promise.all(Array.from({ length: 4 }, async (_each, worker) => {
    for (let nth = 0; going; nth += 1) {
      const card = `kill-${worker}-${nth}`;
      await service.post(FEEDBACK, feedback(card)).then(({ status }) => { if (status === 200) acknowledged.push(card); }, () => { going = false; });
    }
  }));
  await sleep(700);
  service.child.kill('SIGKILL');
  going = false;
  await traffic;
  const cards = new Set(await stored());
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(acknowledged.filter((card) => !cards.has(card))).toEqual([]);
});
