import { checkedCards, MOST_BYTES } from '../../../src/hooks/checked-cards';
import { cardOf } from '../../../src/hooks/cards/card';
import { cardSchema, isSoundCard, responseSchema } from '../../../src/hooks/response-schema';
import type { Card } from '../../../src/hooks/wire';
import { aContext } from '../conclusions';

const context = aContext();
const aCard = (over: Partial<Card> = {}): Card => ({ ...cardOf({ topic: 'orderCheck', summary: 'An order', detail: 'Detail', indicator: 'warning', rules: ['OR-1'] }, context), ...over });
const checked = (cards: Card[]) => {
  let failures = 0;
  const result = checkedCards(cards, context, () => { failures += 1; });
  expect(responseSchema.safeParse({ cards: result }).error).toBeUndefined();
  return { result, failures };
};

describe('the last look before an answer leaves', () => {
  test('lets a sound card pass untouched', () => {
    const card = aCard();
    expect(checked([card])).toEqual({ result: [card], failures: 0 });
  });
  test.each<[string, Partial<Card>]>([
    ['an empty summary', { summary: ' ' }], ['a summary of 140', { summary: 'x'.repeat(140) }], ['HTML in the detail', { detail: '<b>bold</b>' }], ['an empty detail', { detail: '' }],
    ['empty suggestions', { suggestions: [], selectionBehavior: 'any' }], ['suggestions without a behaviour', { suggestions: [{ label: 'x', uuid: '5c1b2c0e-5d0c-4f8e-9a44-6f0f6f3f9b11', actions: [{ type: 'delete', description: 'x', resourceId: 'A/1' }] }] }],
    ['one override reason', { overrideReasons: [{ code: 'a', system: 'https://x.example', display: 'a' }] }],
    ['a resource that is no valid R4', { selectionBehavior: 'any', suggestions: [{ label: 'x', uuid: '5c1b2c0e-5d0c-4f8e-9a44-6f0f6f3f9b11', actions: [{ type: 'create', description: 'x', resource: { resourceType: 'ServiceRequest', id: 'x', status: 'draft' } }] }] }],
  ])('replaces a card with %s by a plain one, and counts it', (_what, over) => {
    const { result, failures } = checked([aCard(over)]);
    expect(failures).toBe(1);
    expect(result).toMatchObject([{ indicator: 'warning', extension: { 'org.gnen-cds.rules': ['OR-1'] } }]);
  });
  test('keeps the most urgent twenty and says how many were left out', () => {
    const cards = [...Array.from({ length: 30 }, () => aCard({ indicator: 'info' })), aCard({ indicator: 'critical' })];
    const { result } = checked(cards);
    expect(result).toHaveLength(20);
    expect(result.at(-1)?.indicator).toBe('critical');
    expect(result.at(-1)?.detail).toContain('11 more');
  });
  test('stays within 64 KiB, in bytes and not in characters', () => {
    const { result } = checked(Array.from({ length: 20 }, () => aCard({ detail: Array.from({ length: 100 }, () => '多学科讨论'.repeat(10)).join('\n') })));
    expect(Buffer.byteLength(JSON.stringify({ cards: result }))).toBeLessThanOrEqual(MOST_BYTES);
    expect(result).toHaveLength(20);
  });
});

describe('the judgement that remembers what is the same in every answer', () => {
  const card = aCard({
    selectionBehavior: 'any', suggestions: [{ label: 'x', uuid: '5c1b2c0e-5d0c-4f8e-9a44-6f0f6f3f9b11', actions: [{ type: 'delete', description: 'x', resourceId: 'ServiceRequest/1' }] }],
    overrideReasons: [{ code: 'a', system: 'https://x.example', display: 'a' }, { code: 'b', system: 'https://x.example', display: 'b' }],
  });
  /** Every path through a card, each with what may stand there instead. */
  const damaged = (value: unknown): unknown[] => {
    const wrong = [undefined, null, '', ' ', 7, [], {}, 'javascript:x'];
    if (typeof value !== 'object' || value === null) return wrong;
    const inside = Object.entries(value).flatMap(([name, member]) => damaged(member).map((bad) => (Array.isArray(value) ? value.map((one, at) => (String(at) === name ? bad : one)) : { ...value, [name]: bad })));
    return [...wrong, ...inside, ...(Array.isArray(value) ? [] : [{ ...value, unknown: 1 }])];
  };
  test('says of every damaged card what the schema says, asked once or twice, frozen or not', () => {
    expect(isSoundCard(card)).toBe(true);
    const cases = damaged(card);
    expect(cases.length).toBeGreaterThan(200);
    for (const one of cases) {
      const expected = cardSchema.safeParse(one).success;
      expect([isSoundCard(one), isSoundCard(one)]).toEqual([expected, expected]);
      const frozen = freezeAll(structuredClone(one));
      expect([isSoundCard(frozen), isSoundCard(frozen)]).toEqual([expected, expected]);
    }
  });
});

function freezeAll(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) { for (const member of Object.values(value)) freezeAll(member); Object.freeze(value); }
  return value;
}
