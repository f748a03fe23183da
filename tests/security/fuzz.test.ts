/** No input makes a 5xx, a death or an invalid body. `npm run fuzz` sends 20,000 mutants, the gate 1,000; a failure prints the seed that brings it back. */
import fc from 'fast-check';
import { aPatientView, cardsOf } from '../operations/a-request';
import { aRunningService, type RunningService } from '../operations/a-running-service';
import { SERVICE } from '../operations/an-ehr';
import { mutants, mutated, realRequests, realResources, seeds } from './mutants';
import { faultOf } from './valid-body';

const RUNS = Number(process.env['FUZZ_MUTANTS'] ?? 1000);
const GIVEN_SEED = process.env['FUZZ_SEED'];
jest.setTimeout(60_000 + RUNS * 100);

let service: RunningService;
beforeAll(async () => { service = await aRunningService({ env: { NODE_ENV: 'development', AUTH: 'off', CLIENTS_FILE: '', SANDBOX: 'off', PUBLIC_BASE_URL: '', LOG_LEVEL: 'error' } }); });
afterAll(() => service.remove());

const faultsOf = async (path: string, body: string | Buffer): Promise<string | null> => {
  const answer = await fetch(service.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body as never });
  return faultOf(path, answer.status, await answer.text());
};
const usual = async (): Promise<string[]> => (await cardsOf(await service.post(SERVICE, aPatientView()))).map(({ summary }) => summary);

test.each(realRequests().map((seed) => [seed.name, seed] as const))('a recorded request is answered 200, 400 or 412 with a valid body: %s', async (_name, { path, body }) => {
  expect(await faultsOf(path, JSON.stringify(body))).toBeNull();
});

test.each(realResources().map((seed) => [seed.name, seed] as const))('a recorded resource alone is assessed without an error and claims no g-NEN: %s', async (_name, { path, body }) => {
  const answer = await service.post(path, body);
  const text = await answer.text();
  expect(faultOf(path, answer.status, text)).toBeNull();
  expect([200, 422]).toContain(answer.status);
  if (answer.status === 200) expect((JSON.parse(text) as { applicable: boolean }).applicable).toBe(false);
});

test(`§1.1 ${RUNS} mutants bring no 5xx, no death and no invalid body, and leave the next ordinary answer as it was`, async () => {
  const among = seeds();
  const before = await usual();
  expect(before.length).toBeGreaterThan(0);
  await fc.assert(fc.asyncProperty(mutants(among.length), async (mutant) => {
    const { seed, bytes } = mutated(mutant, among);
    const fault = await faultsOf(seed.path, bytes);
    if (fault !== null) throw new Error(`${seed.name}: ${fault}\n${bytes.toString('utf8').slice(0, 4000)}`);
  }), { numRuns: RUNS, ...(GIVEN_SEED === undefined ? {} : { seed: Number(GIVEN_SEED) }) });
  expect(service.child.exitCode).toBeNull();
  expect(await usual()).toEqual(before);
  expect(service.stdout()).not.toContain('"a defect"');
});
