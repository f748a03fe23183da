/** Hook calls over HTTP: every order check with and without its finding, the other hooks, and calls as vendors' clients send them. */
import { clientCalls, type OrderExpectation, orderCalls } from './fixtures/story-files';
import { type Answered, type ServiceUnderTest, startedService } from './fixtures/service-under-test';
import { differences } from './fixtures/subset';

interface SeenCard { summary: string; indicator: string; suggestions?: { actions?: { type: string }[] }[]; extension: { 'org.gnen-cds.rules': string[] } }
// Sound where the status is 200: the contract's answer.
const cardsOf = (answer: Answered): SeenCard[] => (answer.body as { cards: SeenCard[] }).cards;

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

function against(expectation: OrderExpectation, answer: Answered): string[] {
  if (answer.status !== 200) return [`status ${answer.status}: ${JSON.stringify(answer.body)}`];
  const cards = cardsOf(answer);
  const rules = cards.flatMap((card) => card.extension['org.gnen-cds.rules']);
  const actions = cards.flatMap((card) => (card.suggestions ?? []).flatMap((suggestion) => (suggestion.actions ?? []).map(({ type }) => type)));
  const seen = cards.map(({ summary, indicator }) => `${indicator}: ${summary}`).join(' | ');
  return [
    ...(expectation.cards === undefined ? [] : differences(expectation.cards, cards.length, `cards (${seen})`)),
    ...(expectation.minCards === undefined || cards.length >= expectation.minCards ? [] : [`cards: wanted at least ${expectation.minCards}`]),
    ...(expectation.rules ?? []).filter((rule) => !rules.includes(rule)).map((rule) => `rules: wanted ${rule} among ${rules.join(' ')}`),
    ...(expectation.notRules ?? []).filter((rule) => rules.includes(rule)).map((rule) => `rules: ${rule} must not be named`),
    ...(expectation.indicator === undefined ? [] : differences(expectation.indicator, cards[0]?.indicator, 'indicator')),
    ...(expectation.suggestionTypes ?? []).filter((type) => !actions.includes(type)).map((type) => `suggestions: wanted ${type} among ${actions.join(' ')}`),
  ];
}

describe.each(['en', 'zh-CN'])('in %s', (language) => {
  test.each(orderCalls())('%s', async (_name, expectation, request) => {
    service.setToday(expectation.today);
    const answer = await service.post(`/cds-services/${expectation.service}`, request, { 'Accept-Language': language });
    expect(against(expectation, answer)).toEqual([]);
    expect(answer.language).toBe(language);
  });
});

test.each(clientCalls())('a client sends %s', async (_name, call) => {
  service.setToday('2026-11-22');
  const answer = await service.post(`/cds-services/${call.service}`, call.body, call.headers);
  expect(answer.status).toBe(call.expect.status);
  if (call.expect.cards !== undefined) expect(cardsOf(answer)).toHaveLength(call.expect.cards);
  if (call.expect.minCards !== undefined) expect(cardsOf(answer).length).toBeGreaterThanOrEqual(call.expect.minCards);
  if (answer.status >= 400) expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome' });
});

test('every order rule has a call', () => {
  const named = new Set(orderCalls().flatMap(([, { rules = [] }]) => rules));
  const all = Array.from({ length: 16 }, (_, index) => `OR-${index + 1}`).filter((rule) => rule !== 'OR-14');
  expect(all.filter((rule) => !named.has(rule))).toEqual([]);
});
