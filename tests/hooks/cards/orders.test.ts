import type { OrderFinding } from '../../../src/engine';
import { type Draft, orderCard } from '../../../src/hooks/cards/orders';
import { cardSchema } from '../../../src/hooks/response-schema';
import { ORDER_RULE_IDS } from '../../../src/hooks/wording/rule-ids';
import { aContext, noOrders } from '../conclusions';

const point = (over: Partial<OrderFinding['points'][number]> = {}): OrderFinding['points'][number] => ({ rule: 'OR-1', restsOn: ['SC-1'], stance: 'against', indicator: 'warning', missing: [], about: {}, ...over });
const finding = (over: Partial<OrderFinding> = {}): OrderFinding => ({
  orders: ['MedicationRequest/ppi'], rules: ['OR-1', 'SC-1'], points: [point()], indicator: 'warning', remove: true, order: [], window: null, ...over,
});
const drafts = (...list: Draft[]) => new Map(list.map((draft) => [draft.reference, draft]));
const ppi: Draft = { reference: 'MedicationRequest/ppi', name: 'Omeprazole 20 mg <b>', resource: { resourceType: 'MedicationRequest', id: 'ppi' } };

describe('an order card', () => {
  test('names beside what it says the rules that rests on', () => {
    const two = [point({ rule: 'OR-8', restsOn: ['MT-13'] }), point({ rule: 'OR-16', restsOn: ['GR-11', 'M3-8'] })];
    const { detail } = orderCard(finding({ rules: ['OR-8', 'OR-16', 'MT-13', 'GR-11', 'M3-8'], points: two }), drafts(ppi), noOrders, aContext());
    expect(detail).toContain('(OR-8, MT-13)');
    expect(detail).toContain('(OR-16, GR-11, M3-8)');
  });
  test.each([
    ['en', 'first-choice-of-regimen', 'Omeprazole 20 mg b in gastric NEC: agrees with the first choice of regimen'], ['en', 'second-line-without-standard', 'given before; no second line is standard'],
    ['zh-CN', 'first-choice-of-regimen', '用于胃NEC：符合首选方案'], ['zh-CN', 'second-line-without-standard', '已用过依托泊苷联合铂类'],
  ] as const)('OR-9 in %s, %s', (language, agreement, words) => {
    const said = point({ rule: 'OR-9', stance: 'agrees', indicator: 'info', restsOn: ['MN-2', 'MN-4'], about: { agreement, ki67Below: 55 } });
    const card = orderCard(finding({ rules: ['OR-9', 'MN-2', 'MN-4'], points: [said], indicator: 'info', remove: false }), drafts(ppi), noOrders, aContext({}, language));
    expect(card.summary).toContain(words);
    expect(card.detail).toMatch(/below 55 %|低于55%/);
  });
  test('advises against, names both rules, and offers to remove the draft', () => {
    const card = orderCard(finding(), drafts(ppi), noOrders, aContext());
    expect(cardSchema.safeParse(card).error).toBeUndefined();
    expect(card).toMatchObject({ indicator: 'warning', selectionBehavior: 'any', extension: { 'org.gnen-cds.rules': ['OR-1', 'SC-1'] }, suggestions: [{ isRecommended: true, actions: [{ type: 'delete', resourceId: 'MedicationRequest/ppi' }] }] });
    expect(card.suggestions?.[0]?.actions?.[0]).not.toHaveProperty('resource');
    expect(card.links?.[0]?.url).toBe('http://localhost:8080/rulebook#OR-1');
    expect(`${card.summary}${card.detail}`).not.toMatch(/(?<!\\)<b/);
  });
  test.each(['en', 'zh-CN'] as const)('a long name never hides what is said of it, in %s', (language) => {
    const words = 'Omeprazole 20 mg gastro-resistant capsules, one to be taken in the morning before food, '.repeat(4);
    const { summary, detail } = orderCard(finding(), drafts({ ...ppi, name: words }), noOrders, aContext({}, language));
    expect(summary).toContain(language === 'en' ? '…: acid suppressant, contraindicated in principle in a type I gastric NET' : '…：抑酸药，I型胃NET原则上禁用');
    expect(detail).toContain('before food');
  });
  test('a draft without any name is not called by a number of ours', () => {
    const card = orderCard(finding({ orders: ['urn:draft:0'] }), drafts({ reference: 'urn:draft:0', name: '', resource: { resourceType: 'MedicationRequest' } }), noOrders, aContext());
    expect(card.summary).toMatch(/^This order: /);
    expect(JSON.stringify(card)).not.toContain('urn:draft');
  });
  test.each([['OR-7', 'is not on record'], ['OR-10', 'test first'], ['OR-16', 'pathology first'], ['OR-4', 'staging first']])('%s says what comes first while that is not known', (rule, words) => {
    expect(orderCard(finding({ rules: [rule], points: [point({ rule, stance: 'first' })], remove: false }), drafts(ppi), noOrders, aContext()).summary).toContain(words);
  });
  test('with H. pylori the eradication regimens are spoken of; while the type is open nothing is to be stopped', () => {
    expect(orderCard(finding({ rules: ['OR-1', 'SC-1', 'SC-4'] }), drafts(ppi), noOrders, aContext()).detail).toContain('Standard eradication regimens hold a PPI');
    expect(orderCard(finding({ rules: ['OR-1', 'SC-8', 'SC-1'] }), drafts(ppi), noOrders, aContext()).detail).toContain('neither started nor stopped');
    expect(orderCard(finding(), drafts(ppi), noOrders, aContext()).detail).not.toMatch(/eradication|neither started/);
  });
  test('a visit that is later than a window that has passed is due as soon as possible', () => {
    const late = finding({ rules: ['OR-12', 'SU-3'], points: [point({ rule: 'OR-12', about: { than: 'later' } })], remove: false, window: { earliest: '2026-01-01', latest: '2026-06-30' } });
    const card = orderCard(late, drafts(ppi), noOrders, aContext());
    expect(card.summary).toContain('outside the surveillance window 2026-01-01 to 2026-06-30 (later)');
    expect(card.detail).toContain('as soon as possible');
  });
  test('offers no removal of a draft without an id', () => {
    const nameless: Draft = { reference: 'urn:uuid:1', name: 'Omeprazole', resource: { resourceType: 'MedicationRequest' } };
    const card = orderCard(finding({ orders: ['urn:uuid:1'] }), drafts(nameless), noOrders, aContext());
    expect(card.suggestions).toBeUndefined();
    expect(card.overrideReasons?.length).toBeGreaterThanOrEqual(2);
  });
  test.each([['an id longer than FHIR allows', 'MedicationRequest', 'e'.repeat(100), 1], ['an id with a slash', 'MedicationRequest', 'a/b', 0], ['a type that is none', 'medication request', 'a', 0]])('%s', (_what, resourceType, id, removals) => {
    const draft: Draft = { reference: 'x', name: 'Omeprazole', resource: { resourceType, id } };
    const card = orderCard(finding({ orders: ['x'] }), drafts(draft), noOrders, aContext());
    expect(card.suggestions?.length ?? 0).toBe(removals);
    expect(cardSchema.safeParse(card).error).toBeUndefined();
  });
  test('removes a regimen as a whole, in one suggestion', () => {
    const two = ['cisplatin', 'etoposide'].map((id): Draft => ({ reference: `MedicationRequest/${id}`, name: id, resource: { resourceType: 'MedicationRequest', id } }));
    const card = orderCard(finding({ orders: two.map((one) => one.reference), rules: ['OR-16', 'GR-11'], points: [point({ rule: 'OR-16' })] }), drafts(...two), noOrders, aContext());
    expect(card.suggestions).toHaveLength(1);
    expect(card.suggestions?.[0]?.actions?.map((action) => action.resourceId)).toEqual(['MedicationRequest/cisplatin', 'MedicationRequest/etoposide']);
    expect(card.summary).toContain('cisplatin and etoposide');
  });
  test('asks for nothing where it agrees', () => {
    const card = orderCard(finding({ rules: ['OR-9', 'NC-2'], points: [point({ rule: 'OR-9', stance: 'agrees', indicator: 'info' })], indicator: 'info', remove: false }), drafts(ppi), noOrders, aContext());
    expect(card.overrideReasons).toBeUndefined();
    expect(card.suggestions).toBeUndefined();
  });
  test('says what is missing where it cannot decide, and suggests the test unless it is ordered', () => {
    const undecided = finding({ rules: ['OR-10', 'MN-7'], points: [point({ rule: 'OR-10', stance: 'undecided', indicator: 'info', missing: ['markers.mmr-msi', 'markers.tmb'] })], indicator: 'info', remove: false, order: ['mmr-msi-tmb-testing'] });
    const card = orderCard(undecided, drafts(ppi), noOrders, aContext());
    expect(card.detail).toContain('MMR/MSI status and tumour mutational burden');
    expect(card.suggestions).toHaveLength(2);
    expect(orderCard(undecided, drafts(ppi), { codes: new Set(['81695-9', '94076-7']), texts: [] }, aContext()).suggestions).toBeUndefined();
  });
  test('moves a valid gastroscopy order into the window and leaves a mangled one alone', () => {
    const window = { earliest: '2026-11-30', latest: '2027-05-31' };
    const order = { resourceType: 'ServiceRequest', id: 'egd', status: 'draft', intent: 'order', subject: { reference: 'Patient/synthetic' }, code: { text: 'Gastroscopy' }, occurrenceDateTime: '2028-01-01' };
    const late = finding({ orders: ['ServiceRequest/egd'], rules: ['OR-12', 'SU-3'], points: [point({ rule: 'OR-12' })], remove: false, window });
    const card = orderCard(late, drafts({ reference: 'ServiceRequest/egd', name: 'Gastroscopy', resource: order }), noOrders, aContext());
    expect(card.summary).toBe('Gastroscopy: outside the surveillance window 2026-11-30 to 2027-05-31');
    const { occurrenceDateTime: _old, ...rest } = order;
    expect(card.suggestions?.[0]?.actions?.[0]).toEqual({ type: 'update', description: expect.any(String), resource: { ...rest, occurrencePeriod: { start: '2026-11-30', end: '2027-05-31' } } });
    for (const mangled of [{ ...order, reasonCode: [] }, { ...order, category: {} }, { ...order, subject: null }, { ...order, id: undefined }]) {
      const resource = mangled as unknown as Draft['resource'];
      expect(orderCard(late, drafts({ reference: 'ServiceRequest/egd', name: 'Gastroscopy', resource }), noOrders, aContext()).suggestions).toBeUndefined();
    }
  });
  test.each(ORDER_RULE_IDS.flatMap((rule) => (['en', 'zh-CN'] as const).map((language) => [rule, language] as const)))('%s has its words in %s', (rule, language) => {
    const card = orderCard(finding({ rules: [rule], points: [point({ rule, about: {} })], window: { earliest: '2026-11-30', latest: '2027-05-31' } }), drafts(ppi), noOrders, aContext({}, language));
    expect(cardSchema.safeParse(card).error).toBeUndefined();
    expect(`${card.summary}${card.detail}`).not.toMatch(/undefined|…/);
  });
});
