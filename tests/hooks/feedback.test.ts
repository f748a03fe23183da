/** Feedback as clients really send it. */
import { receiveFeedback } from '../../src/hooks/feedback';
import { MalformedRequest, TooLarge } from '../../src/hooks/errors';

const caller = { iss: 'https://ehr.example.org', tenant: 'north', now: '2026-11-22T12:00:00.000Z', maxItems: 10 };
const read = (body: unknown) => receiveFeedback('gnen-order-sign', body, caller);

describe('feedback', () => {
  it('reads an accepted card with its suggestions', () => {
    const { entries, skipped } = read({ feedback: [{ card: 'c-1', outcome: 'accepted', acceptedSuggestions: [{ id: 's-1' }], outcomeTimestamp: '2026-11-22T11:59:00Z' }] });
    expect(skipped).toBe(0);
    expect(entries).toEqual([{ iss: 'https://ehr.example.org', tenant: 'north', service: 'gnen-order-sign', card: 'c-1', outcome: 'accepted', clientTimestamp: '2026-11-22T11:59:00Z', outcomeTimestamp: '2026-11-22T11:59:00Z', receivedAt: '2026-11-22T12:00:00.000Z', acceptedSuggestions: ['s-1'], reason: null, userComment: null }]);
  });

  it('takes the server\'s time when the client sends none, and remembers that it sent none', () => {
    expect(read({ feedback: [{ card: 'c', outcome: 'accepted' }] }).entries[0]).toMatchObject({ clientTimestamp: null, outcomeTimestamp: '2026-11-22T12:00:00.000Z', acceptedSuggestions: [] });
  });

  it.each([
    ['an override reason without display', { overrideReason: { reason: { code: 'a', system: 's' } } }, { reason: { code: 'a', system: 's' }, userComment: null }],
    ['a comment alone', { overrideReason: { userComment: 'no' } }, { reason: null, userComment: 'no' }],
    ['the plural as an object', { overrideReasons: { reason: { code: 'a' }, userComment: 'x', extension: {} } }, { reason: { code: 'a' }, userComment: 'x' }],
    ['the plural as a list', { overrideReasons: [{ reason: { code: 'a', display: 'A' } }, { reason: { code: 'b' } }] }, { reason: { code: 'a', display: 'A' }, userComment: null }],
    ['the plural as a list of Codings', { overrideReasons: [{ code: 'a', system: 's' }] }, { reason: { code: 'a', system: 's' }, userComment: null }],
    ['reasons of the wrong type', { overrideReason: 'because', overrideReasons: [7, null] }, { reason: null, userComment: null }],
  ])('understands %s', (_what, over, expected) => {
    expect(read({ feedback: [{ card: 'c', outcome: 'overridden', ...over }] }).entries[0]).toMatchObject(expected);
  });

  it('skips and counts malformed items beside good ones', () => {
    const { entries, skipped } = read({ feedback: [null, 7, {}, { card: '', outcome: 'accepted' }, { card: 'x'.repeat(257), outcome: 'accepted' }, { card: 'c', outcome: 'ignored' }, { card: 'c', outcome: 'accepted', extension: { a: 1 } }] });
    expect(entries).toHaveLength(1);
    expect(skipped).toBe(6);
  });

  it.each([[null], ['text'], [[]], [{}], [{ feedback: {} }], [{ feedback: [] }], [{ feedback: [{ card: 7 }] }], [JSON.parse('{"__proto__": {"feedback": [{"card": "c", "outcome": "accepted"}]}}')]])('refuses %j as holding nothing usable', (body) => {
    expect(() => read(body)).toThrow(MalformedRequest);
  });

  it('refuses a batch above the limit', () => {
    expect(() => read({ feedback: Array.from({ length: 11 }, () => ({ card: 'c', outcome: 'accepted' })) })).toThrow(TooLarge);
  });

  it('cuts a comment beyond 10 000 characters and keeps the rest of the item', () => {
    expect(read({ feedback: [{ card: 'c', outcome: 'overridden', overrideReason: { userComment: 'x'.repeat(20_000) } }] }).entries[0]?.userComment).toHaveLength(10_000);
  });
});
