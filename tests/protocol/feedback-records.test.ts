/** contract.md section 2, Feedback: which deliveries are a record of their own, told by the metric of a real service with its store. */
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { pathOf } from './a-record';

jest.setTimeout(60_000);
const METRICS = { Authorization: 'Bearer metrics-token-of-the-tests' };
let service: RunningService;
beforeAll(async () => {
  service = await aRunningService({ env: { METRICS_TOKEN: 'metrics-token-of-the-tests' } });
  // The embedded store opens with the first of its work, which on a busy machine outlasts the patience of one call.
  await until('the store takes feedback', async () => (await deliver([{ card: 'warm-up', outcome: 'accepted' }])).ok, 60_000);
}, 90_000);
afterAll(() => service.remove());

interface Counted { accepted: number; overridden: number; skipped: number }
async function counted(): Promise<Counted> {
  const text = await (await fetch(`${service.url}/metrics`, { headers: METRICS })).text();
  const read = (name: string): number => Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { accepted: read('gnen_feedback_total{outcome="accepted"}'), overridden: read('gnen_feedback_total{outcome="overridden"}'), skipped: read('gnen_feedback_skipped_total') };
}

const FIRST = { card: 'c-1', outcome: 'accepted', acceptedSuggestions: [{ id: 's-1' }], outcomeTimestamp: '2026-11-20T10:00:00Z' };
const deliver = (feedback: unknown, hook = 'patient-view') => service.post(`${pathOf(hook)}/feedback`, { feedback });

describe('one after the other', () => {
  test.each<[string, unknown[], Partial<Counted>]>([
    ['a first delivery', [FIRST], { accepted: 1 }],
    ['the same again', [FIRST], {}],
    ['the same with an extension, a comment and unknown members', [{ ...FIRST, extension: { 'com.example.x': 1 }, comment: 'x' }], {}],
    ['the same twice in a batch, beside a new one', [FIRST, FIRST, { ...FIRST, card: 'c-2' }], { accepted: 1 }],
    ['another outcome', [{ ...FIRST, outcome: 'overridden' }], { overridden: 1 }],
    ['other suggestions', [{ ...FIRST, acceptedSuggestions: [{ id: 's-2' }] }], { accepted: 1 }],
    ['two suggestions in either order', [{ ...FIRST, acceptedSuggestions: [{ id: 'a' }, { id: 'b' }] }, { ...FIRST, acceptedSuggestions: [{ id: 'b' }, { id: 'a' }] }], { accepted: 1 }],
    ['no suggestions, null and empty alike', [{ ...FIRST, acceptedSuggestions: undefined }, { ...FIRST, acceptedSuggestions: null }, { ...FIRST, acceptedSuggestions: [] }], { accepted: 1 }],
    ['another time', [{ ...FIRST, outcomeTimestamp: '2026-11-20T10:00:01Z' }], { accepted: 1 }],
    ['no time', [{ ...FIRST, outcomeTimestamp: undefined }], { accepted: 1 }],
    ['no time again, as null', [{ ...FIRST, outcomeTimestamp: null }], {}],
    ['a card id of 256 characters, of no card of ours', [{ card: 'x'.repeat(256), outcome: 'accepted' }], { accepted: 1 }],
    ['malformed ones beside a good one', [null, 5, 'x', [], {}, { card: 5, outcome: 'accepted' }, { card: 'x', outcome: 'ignored' }, { card: '', outcome: 'accepted' }, { card: 'x'.repeat(257), outcome: 'accepted' }, { ...FIRST, card: 'c-3' }], { accepted: 1, skipped: 9 }],
    ['reasons of every shape', [{ card: 'r-1', outcome: 'overridden', overrideReason: { reason: { code: 'x', system: 'y' } } }, { card: 'r-2', outcome: 'overridden', overrideReasons: [{ userComment: 'x' }] }, { card: 'r-3', outcome: 'overridden', overrideReason: 'because' }, { card: 'r-4', outcome: 'overridden', overrideReason: { userComment: 'x'.repeat(20_000) } }], { overridden: 4 }],
  ])('%s', async (_what, batch, more) => {
    const before = await counted();
    const answer = await deliver(batch);
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    const after = await counted();
    expect({ accepted: after.accepted - before.accepted, overridden: after.overridden - before.overridden, skipped: after.skipped - before.skipped }).toEqual({ accepted: 0, overridden: 0, skipped: 0, ...more });
  });
});

test('the same card of another service is another record', async () => {
  const before = await counted();
  expect((await deliver([FIRST], 'order-sign')).status).toBe(200);
  expect((await counted()).accepted).toBe(before.accepted + 1);
});

test.each<[string, unknown]>([['absent', undefined], ['null', null], ['empty', []], ['an object', {}], ['text', 'x'], ['of nothing usable', [{}, 5, { card: 'x', outcome: 'maybe' }]]])('feedback %s is 400 and counts nothing', async (_what, feedback) => {
  const before = await counted();
  const answer = await deliver(feedback);
  expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ resourceType: 'OperationOutcome' })]);
  expect(await counted()).toEqual(before);
});
