/** security.md section 8, the statements on feedback, through the real process and its export. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { anEhr, aToken, ISS, publicJwk, SERVICE } from '../operations/an-ehr';
import { builtFile } from '../operations/built-service';
import { folderRemoved } from '../fixtures/folder-removed';

jest.setTimeout(120_000);
const FEEDBACK = `${SERVICE}/feedback`;
const SECOND = 'https://second.example.org';
const run = promisify(execFile);
let service: RunningService;
let dataDir: string;
const start = (): Promise<RunningService> => aRunningService({ clients: [anEhr(), anEhr({ iss: SECOND, name: 'second', jwks: { keys: [publicJwk('other')] } })], env: { RATE_LIMIT_PER_MINUTE: '0', MAX_ENTRIES: '20', DATA_DIR: dataDir } });
beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'gnen-feedback-')), 'data');
  service = await start();
  await until('the store is there', async () => (await send([{ card: 'first', outcome: 'accepted' }])).status === 200, 60_000);
});
afterAll(async () => { await service.remove(); await folderRemoved(join(dataDir, '..')); });

const send = async (feedback: unknown, over: Record<string, unknown> = {}, key: 'general' | 'other' = 'general', path = FEEDBACK): Promise<Response> => service.post(path, { feedback }, { Authorization: `Bearer ${await aToken(path, over, key)}` });
interface Exported { iss?: string; tenant?: string; service: string; card: string; outcome: string; outcomeTimestamp: string; receivedAt: string; acceptedSuggestions?: string[]; overrideReason?: { reason?: Record<string, string>; userComment?: string } }
const stored = async (card: string): Promise<Exported[]> => {
  const program = await builtFile('feedback');
  const { stdout } = await run(process.execPath, [program, 'export'], { env: { ...process.env, NODE_ENV: 'development', DATA_DIR: dataDir }, maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Exported).filter((each) => each.card === card);
};

describe('§8.6 usable items are stored whatever stands beside them', () => {
  test('200, and exactly they are stored', async () => {
    const answer = await send([null, 5, 'x', [], {}, { card: 'no-outcome' }, { card: '', outcome: 'accepted' }, { card: 'x'.repeat(257), outcome: 'accepted' }, { card: 5, outcome: 'accepted' }, { card: 'other-outcome', outcome: 'ignored' }, { card: 'x'.repeat(256), outcome: 'accepted' }, { card: 'usable', outcome: 'overridden' }]);
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect([(await stored('usable')).length, (await stored('x'.repeat(256))).length, (await stored('other-outcome')).length]).toEqual([1, 1, 0]);
  });
  test.each<[string, unknown]>([['none usable', [{ card: 'a' }, null]], ['an empty list', []], ['an object', { card: 'a', outcome: 'accepted' }], ['missing', undefined], ['null', null], ['text', 'x']])('400 only when none is: %s', async (_what, feedback) => expect((await send(feedback)).status).toBe(400));
});

test.each<[string, Record<string, unknown>, Partial<Exported>]>([
  ['an unknown card', {}, {}],
  ['accepted without suggestions', { outcome: 'accepted' }, { outcome: 'accepted' }],
  ['a reason without display', { overrideReason: { reason: { code: 'c', system: 's' } } }, { overrideReason: { reason: { code: 'c', system: 's' } } }],
  ['the plural', { overrideReasons: [{ reason: { code: 'c', system: 's', display: 'd' }, userComment: 'u' }] }, { overrideReason: { reason: { code: 'c', system: 's', display: 'd' }, userComment: 'u' } }],
  ['extensions anywhere', { extension: { 'com.example': 1 }, overrideReason: { extension: [], userComment: 'u' } }, { overrideReason: { userComment: 'u' } }],
  ['an impossible time', { outcomeTimestamp: '2026-13-45T00:00:00Z' }, {}],
  ['suggestions of the wrong type', { acceptedSuggestions: [5, null, { id: 7 }, { id: 'good' }] }, { acceptedSuggestions: ['good'] }],
  ['prototype names', JSON.parse('{"__proto__":{"outcome":"accepted"},"constructor":{"prototype":1}}') as Record<string, unknown>, {}],
])('§8.7 real clients\' forms are accepted: %s', async (what, over, expected) => {
  expect((await send([{ card: `form ${what}`, outcome: 'overridden', ...over }])).status).toBe(200);
  expect(await stored(`form ${what}`)).toEqual([expect.objectContaining({ iss: ISS, service: 'gnen-patient-view', outcome: 'overridden', ...expected })]);
});

test.each(['2026-02-30', '2026-02-30T00:00:00Z', '2026-13-01', 'yesterday', ''])('an export since a day that there is not is bad usage, not one since another day: "%s"', async (since) => {
  await expect(run(process.execPath, [await builtFile('feedback'), 'export', '--since', since], { env: { ...process.env, DATA_DIR: dataDir } })).rejects.toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is no date') as string });
});

test('§8.7 a comment beyond 10 000 characters is kept as far as that, and none is lost for its characters', async () => {
  expect((await send([{ card: 'long', outcome: 'overridden', overrideReason: { userComment: `${'中'.repeat(10_000)}end` } }, { card: 'odd', outcome: 'overridden', overrideReason: { userComment: 'nul \u0000 half \ud800 "quote" \' ; -- ${x} \u2028' } }])).status).toBe(200);
  expect((await stored('long'))[0]?.overrideReason?.userComment).toBe('中'.repeat(10_000));
  expect((await stored('odd'))[0]?.overrideReason?.userComment).toMatch(/^nul . half .* "quote" ' ; -- \$\{x\} \u2028$/u);
});

test('§8.8 it is recorded under the token\'s iss and tenant and the URL\'s service, whatever the body claims', async () => {
  const claims = { iss: SECOND, tenant: 'south', service: 'gnen-order-sign', receivedAt: '1999-01-01T00:00:00Z' };
  expect((await send([{ card: 'whose', outcome: 'accepted', ...claims }], { tenant: 'north' })).status).toBe(200);
  const [record] = await stored('whose');
  expect(record).toMatchObject({ iss: ISS, tenant: 'north', service: 'gnen-patient-view' });
  expect(Date.parse(record?.receivedAt ?? '')).toBeGreaterThan(Date.parse('2026-01-01'));
});

describe('§8.9 a repeated entry is one record', () => {
  const entry = { card: 'again', outcome: 'accepted', outcomeTimestamp: '2026-11-20T10:00:00Z', acceptedSuggestions: [{ id: 'a' }, { id: 'b' }] };
  test('among parallel requests, within a batch, and in any order of its suggestions', async () => {
    const turned = { ...entry, acceptedSuggestions: [{ id: 'b' }, { id: 'a' }] };
    expect(new Set((await Promise.all(Array.from({ length: 12 }, (_each, nth) => send(nth % 2 === 0 ? [entry, turned] : [turned])))).map(({ status }) => status))).toEqual(new Set([200]));
    expect(await stored('again')).toHaveLength(1);
  });
  test('but another client, tenant, service, time or outcome is another', async () => {
    await send([entry], { iss: SECOND }, 'other');
    await send([entry], { tenant: 'north' });
    await send([entry], {}, 'general', '/cds-services/gnen-order-sign/feedback');
    await send([{ ...entry, outcomeTimestamp: '2026-11-20T10:00:01Z' }, { ...entry, outcomeTimestamp: undefined }, { ...entry, outcome: 'overridden' }]);
    expect(await stored('again')).toHaveLength(7);
  });
  test('§8.10 over a restart, and what was acknowledged is still there after kill -9', async () => {
    expect((await send([{ ...entry, card: 'killed' }])).status).toBe(200);
    // The service and the process of its embedded store at once: neither can say farewell.
    const { pid } = service.child;
    const owners = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
    expect(owners.length).toBeGreaterThan(0);
    for (const each of [...owners, Number(pid)]) process.kill(each, 'SIGKILL');
    await service.ended;
    service = await start();
    await until('the store is there again', async () => (await send([{ ...entry, card: 'killed' }])).status === 200, 60_000);
    expect([(await stored('again')).length, (await stored('killed')).length]).toEqual([7, 1]);
  });
});
