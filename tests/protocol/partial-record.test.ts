/** security.md section 1, invariant 3: what was asked for and did not arrive is something else than what is not there, and nothing is claimed from it. */
import { bundleOf } from '../fixtures/hook-call';
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { aCall, aDrug, anOrder, aPatient, aRecord, atrophicGastritis, cardsIn, coded, found, gastrin, gastroscopy, gNet, histology, ki67, mitoses, onePage, outcome, pathOf, type Prefetch, rulesIn, SNOMED, solitary, wordsIn } from './a-record';

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(() => service.close());
const ask = async (hook: string, prefetch: Prefetch, context: object = {}): Promise<unknown> => {
  const { status, body } = await service.post(pathOf(hook), aCall(hook, { prefetch, context }));
  expect(status).toBe(200);
  return body;
};

/** Diagnosed years ago; whether a gastroscopy has been done since stands in the procedures. */
const ofLongAgo = (over: Prefetch): Prefetch => aRecord({ conditions: found(gNet({ recordedDate: '2022-01-01' }), atrophicGastritis({ recordedDate: '2022-01-01' })), ...over });
const NOT_WHOLE: [string, unknown][] = [['failed', outcome()], ['of another shape', 'x'], ['one page of more', onePage(gastroscopy('2023-01-01'))], ['matches beside a fatal outcome', found(gastroscopy('2023-01-01'), outcome('fatal'))]];

describe.each(NOT_WHOLE)('procedures %s', (_how, procedures) => {
  const late = { appointments: bundleOf({ resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2028-01-01T09:00:00Z', end: '2028-01-01T09:30:00Z', description: 'Gastroscopy' }) };
  const draft = { draftOrders: bundleOf(anOrder('scope', coded(SNOMED, '76009000'), { occurrenceDateTime: '2028-01-01' })) };
  test.each<[string, object]>([['patient-view', {}], ['encounter-discharge', {}], ['appointment-book', late], ['order-sign', draft]])('%s calls nothing overdue or late that may have been done', async (hook, context) => {
    expect(wordsIn(await ask(hook, ofLongAgo({ procedures }), context))).not.toMatch(/overdue|later than|outside the surveillance window|not on record/i);
    // With the same procedures whole it does: the silence above is not for want of anything to say.
    expect(wordsIn(await ask(hook, ofLongAgo({ procedures: null }), context))).toMatch(/overdue|later than|outside the surveillance window/i);
  });
  test('patient-view still says the rest, and names the procedures', async () => {
    const words = wordsIn(await ask('patient-view', ofLongAgo({ procedures })));
    expect(words).toMatch(/type I \(established\)/);
    expect(words).toMatch(/(could not be read|search was incomplete): procedures/i);
    expect(words).toMatch(/next date not known/);
  });
});

test('procedures that nobody could ask for leave the window standing, with the doubt said', async () => {
  expect(wordsIn(await ask('encounter-discharge', ofLongAgo({ procedures: undefined })))).toMatch(/overdue[\s\S]*a later visit may have taken place[\s\S]*Not at hand: procedures/);
});

describe('observations that did not arrive', () => {
  test.each<[string, unknown]>([['failed', outcome()], ['one page of more', onePage(gastrin(), ki67())]])('%s: no order for what may be on record', async (_how, observations) => {
    const body = await ask('patient-view', aRecord({ observations }));
    expect(cardsIn(body).flatMap((card) => card.suggestions ?? [])).toEqual([]);
    expect(wordsIn(body)).not.toMatch(/not on record|^Missing for/m);
    expect(wordsIn(body)).toMatch(/(could not be read|search was incomplete): observations/i);
  });
  test('the same that are not there are asked for', async () => {
    const body = await ask('patient-view', aRecord({ observations: null }));
    expect(cardsIn(body).flatMap((card) => card.suggestions ?? []).length).toBeGreaterThan(3);
    expect(wordsIn(body)).toContain('not on record');
  });
  test('a g-NEN put on the problem list is answered, without saying what it lacks', async () => {
    const body = await ask('problem-list-item-create', aRecord({ conditions: null, observations: outcome() }));
    expect(cardsIn(body)[0]?.summary).toMatch(/cannot be told/);
    expect(cardsIn(body)[0]?.suggestions).toBeUndefined();
  });
  test.each([['PRRT', { text: 'Lutathera' }, 'OR-7'], ['pembrolizumab', { text: 'pembrolizumab' }, 'OR-10']])('%s is not warned of for a result that may be on record', async (_drug, medicationCodeableConcept, rule) => {
    const context = { draftOrders: bundleOf(aDrug('d', '0', { medicationCodeableConcept })) };
    const indicators = async (observations: unknown): Promise<string[]> => cardsIn(await ask('order-sign', aRecord({ observations }), context)).filter((card) => card.extension['org.gnen-cds.rules'].includes(rule)).map((card) => card.indicator);
    expect(await indicators(outcome())).toEqual(['info']);
    expect(await indicators(null)).toEqual(['warning']);
  });
});

describe('conditions that did not come whole', () => {
  // TY-3: gastrin normal and no background recorded. Nothing recorded is one thing, nothing seen another.
  const observations = found(histology(), gastrin(50), ki67(), mitoses(), solitary());
  test.each<[string, unknown]>([['absent', undefined], ['failed', outcome()], ['one page of more', onePage(gNet())], ['matches beside an error', found(gNet(), outcome())]])('%s: no type III from backgrounds that were not seen', async (_how, conditions) => {
    const body = await ask('patient-view', aRecord({ conditions, observations }));
    expect(wordsIn(body)).toMatch(/type undetermined/);
    expect(rulesIn(body)).toContain('TY-3');
    expect(wordsIn(body)).not.toMatch(/gastrectomy/i);
    expect(wordsIn(body)).toMatch(/(not at hand|could not be read|search was incomplete): conditions/i);
  });
  test('whole, they are: type III', async () => expect(wordsIn(await ask('patient-view', aRecord({ conditions: found(gNet()), observations })))).toMatch(/type III \(established\)/));
});

describe('/assess of a Bundle that is not the whole', () => {
  const record = [aPatient(), gNet({ recordedDate: '2022-01-01' }), atrophicGastritis(), gastrin(), ki67(), mitoses()];
  const assessed = async (over: object, ...more: object[]): Promise<{ notices: { code: string; rule: string }[]; surveillance: { due: unknown }; type: { value: unknown } }> => {
    const { status, body } = await service.post('/assess', { ...found(...record, ...more), ...over });
    expect(status).toBe(200);
    return body as never; // sound: the schema of the answer is held elsewhere
  };
  const codes = async (over: object, ...more: object[]): Promise<string[]> => (await assessed(over, ...more)).notices.map(({ code }) => code);
  test.each<[string, object, object[]]>([
    ['one page of more', { link: [{ relation: 'self', url: 'x' }, { relation: 'next', url: 'https://ehr.example/next' }] }, []],
    ['an error among the matches', {}, [outcome()]],
    ['a batch of which one search was refused', { type: 'batch-response', entry: [...record.map((resource) => ({ resource, response: { status: '200' } })), { response: { status: '403 Forbidden' } }] }, []],
    ['a batch of which one search has more', { type: 'batch-response', entry: [{ resource: found(...record) }, { resource: onePage() }] }, []],
  ])('%s: said, and no visit counted from', async (_what, over, more) => {
    const { notices, surveillance, type } = await assessed(over, ...more);
    expect(notices).toContainEqual(expect.objectContaining({ code: 'data-incomplete', severity: 'warning' }));
    expect([surveillance.due, type.value]).toEqual([null, 'I']);
  });
  test.each<[string, object, object[]]>([['the whole', {}, []], ['with a warning among the matches', {}, [outcome('warning')]], ['with a self link', { link: [{ relation: 'self', url: 'x' }] }, []]])('%s: nothing to say', async (_what, over, more) => {
    expect(await codes(over, ...more)).not.toContain('data-incomplete');
    expect((await assessed(over, ...more)).surveillance.due).not.toBeNull();
  });
});
