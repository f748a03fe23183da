import { appointmentCard } from '../../../src/hooks/cards/appointment';
import { dischargeCard, monthsAfter } from '../../../src/hooks/cards/discharge';
import { cardSchema } from '../../../src/hooks/response-schema';
import { aConclusion, aContext, aGathered, noOrders } from '../conclusions';

const due = (earliest: string, latest: string, overdue = false) => aConclusion({ surveillance: { ...aConclusion().surveillance, due: { earliest, latest, overdue } } });
const missing = aConclusion({ surveillance: { ...aConclusion().surveillance, due: null } });

describe('at discharge on 22 November 2026', () => {
  test.each<[string, ReturnType<typeof aConclusion>, string | null]>([
    ['overdue', due('2025-12-01', '2026-06-01', true), 'warning'], ['due now', due('2026-10-01', '2027-04-01'), 'info'], ['due from exactly three months on', due('2027-02-22', '2027-08-22'), 'info'],
    ['due from a day later', due('2027-02-23', '2027-08-23'), null], ['no date known', missing, null],
  ])('surveillance %s', (_what, conclusion, indicator) => {
    const card = dischargeCard(aContext({ conclusion }), noOrders);
    expect(card?.indicator ?? null).toBe(indicator);
    if (card !== null) expect(cardSchema.safeParse(card).error).toBeUndefined();
  });
  test('a draft is no active order, and is not suggested a second time', () => {
    const orders = { resourceType: 'ServiceRequest', status: 'draft', code: { coding: [{ code: '76009000' }] } };
    const gathered = aGathered();
    gathered.byKey.orders.resources = [orders];
    const card = dischargeCard(aContext({ conclusion: due('2026-10-01', '2027-04-01'), gathered }), { codes: new Set(['76009000']), texts: [] });
    expect(card?.suggestions).toBeUndefined();
    expect(card?.detail).toContain('No active order for it was found.');
    gathered.byKey.orders.resources = [{ ...orders, status: 'active' }];
    expect(dischargeCard(aContext({ conclusion: due('2026-10-01', '2027-04-01'), gathered }), noOrders)).toBeNull();
  });
  test.each([['active', 0], ['on-hold', 1], ['draft', 1], ['completed', 1], ['revoked', 1]])('an order that is %s leaves %i card', (status, cards) => {
    const gathered = aGathered();
    gathered.byKey.orders.resources = [{ resourceType: 'ServiceRequest', status, code: { coding: [{ code: '76009000' }] } }];
    expect([dischargeCard(aContext({ conclusion: due('2026-10-01', '2027-04-01'), gathered }), noOrders)].filter((card) => card !== null)).toHaveLength(cards);
  });
  test.each([['2026-11-30', 3, '2027-02-28'], ['2027-11-30', 3, '2028-02-29'], ['2026-10-15', 3, '2027-01-15']])('%s and %i months are %s', (day, months, expected) => { expect(monthsAfter(day, months)).toBe(expected); });
});

describe('an appointment against the window of 30 November 2026 to 31 May 2027', () => {
  const resource = { resourceType: 'Appointment' };
  test.each([
    ['the day before', '2026-11-29', '2026-11-29', 'info'], ['the first day', '2026-11-30', '2026-11-30', null], ['a period that reaches into it', '2026-11-01', '2026-11-30', null],
    ['the last day', '2027-05-31', '2027-05-31', null], ['a period that begins on the last day', '2027-05-31', '2027-07-01', null], ['the day after', '2027-06-01', '2027-06-01', 'warning'],
  ])('%s', (_what, first, last, indicator) => {
    const card = appointmentCard({ resource, days: [{ first, last }] }, aContext());
    expect(card?.indicator ?? null).toBe(indicator);
    if (card !== null) expect(card).toMatchObject({ extension: { 'org.gnen-cds.rules': ['OR-12', 'SU-3'] } });
  });
  const year = (from: string, to: string) => ({ first: from, last: to });
  test.each([
    ['after it and within it', [year('2027-07-01', '2027-07-31'), year('2027-03-01', '2027-03-31')], null], ['before and after it', [year('2026-10-01', '2026-10-31'), year('2027-07-01', '2027-07-31')], 'info'],
    ['twice after it', [year('2027-07-01', '2027-07-31'), year('2027-06-01', '2027-06-30')], 'warning'],
  ])('asked for in several periods: %s', (_what, days, indicator) => { expect(appointmentCard({ resource, days }, aContext())?.indicator ?? null).toBe(indicator); });
  test.each([
    ['as it is written', { start: '2026-11-01T07:30:00+08:00', end: '2026-11-01T08:00:00+08:00' }, '2026-11-01'], ['by the beginning of its period', { requestedPeriod: [{ start: '2026-11-02', end: '2026-11-03' }] }, '2026-11-02'],
    ['by the end of a period without a beginning', { requestedPeriod: [{ end: '2026-11-03' }] }, '2026-11-03'],
  ])('the day is named %s', (_what, more, named) => {
    expect(appointmentCard({ resource: { ...resource, ...more }, days: [year('2026-11-01', '2026-11-01')] }, aContext())?.summary).toContain(named);
  });
  test('no window, no card', () => { expect(appointmentCard({ resource, days: [{ first: '2030-01-01', last: '2030-01-01' }] }, aContext({ conclusion: missing }))).toBeNull(); });
});
