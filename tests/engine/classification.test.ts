/** The conclusion as a whole: order, merging, newer notes, and the rulebook. */
import { assess } from '../../src/engine/assess';
import { NEWER_NOTES, RULES } from '../../src/engine/rulebook';
import { aPicture, background, count, gastrinElevated, mm, percent, present, set, TODAY } from './a-picture';

const range = (prefix: string, last: number) => Array.from({ length: last }, (_, i) => `${prefix}-${i + 1}`);
const IDS = [
  ...range('AP', 4), ...range('GR', 13), ...range('TY', 10), ...range('DX', 8), ...range('IH', 2), ...range('ST', 4), ...range('M1', 7), ...range('M2', 7), ...range('M3', 8),
  ...range('NC', 4), ...range('MT', 17), ...range('MN', 7), 'MX-1', ...range('SC', 8), ...range('SU', 8), ...range('PR', 3), ...range('OR', 16),
];

describe('the rulebook', () => {
  test('holds every rule id once', () => expect(RULES.map((r) => r.id).sort()).toEqual([...IDS].sort()));
  test('every rule says when, what and why, and whose statement it is', () => {
    for (const { id, when, then, because } of RULES) expect([id, when.length > 0, then.length > 0, because.says.length > 0, because.at.length > 0, because.attributedTo.length > 0]).toEqual([id, true, true, true, true, true]);
  });
  test('every newer note stands beside rules that exist, and they name it', () => {
    expect(NEWER_NOTES.map((n) => n.id)).toEqual(range('NW', 15));
    for (const note of NEWER_NOTES) for (const rule of note.beside) expect([note.id, RULES.find((r) => r.id === rule)?.newer]).toEqual([note.id, expect.arrayContaining([note.id])]);
  });
});

describe('a type I tumour of 6 mm on a PPI', () => {
  const c = assess(aPicture({
    differentiation: 'well', proliferation: [set({ ki67: percent(1), mitoses: count(1) })], gastrin: gastrinElevated, background: background({ 'atrophic-gastritis': present() }), sizeMm: mm(6), lesions: 'multiple', pathologyOnRecord: true,
    activeDrugs: [{ drug: 'ppi', resource: 'MedicationRequest/1', name: 'omeprazole', textMatch: false }],
  }), TODAY);
  if (!c.applicable) throw new Error('applicable');
  test('is graded, typed and advised', () => {
    expect(c).toMatchObject({ neoplasm: { kind: 'NET' }, grade: { value: 'G1', status: 'established' }, type: { value: 'I', status: 'established' } });
    expect(c.recommendations).toContainEqual(expect.objectContaining({ code: 'avoid-ppi', strength: 'contraindicated', rule: 'SC-1' }));
  });
  test('recommendations stand in the order of the rules', () => {
    const ranks = c.recommendations.map((r) => RULES.findIndex((rule) => rule.id === r.rule));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(ranks).not.toContain(-1);
  });
  test('each names who makes it', () => expect(c.recommendations.filter((r) => r.attribution.length === 0)).toEqual([]));
  test('missing facts come once per rule, sorted, and say what waits for them', () => {
    const keys = c.missing.map((m) => `${m.fact} ${m.rule}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(c.missing.map((m) => m.fact)).toEqual(c.missing.map((m) => m.fact).sort());
    for (const m of c.missing) expect(m.for).toEqual([...new Set(m.for)].sort());
  });
  test('the newer note of a rule that is shown stands beside it', () => expect(c.newerNotes).toContainEqual({ id: 'NW-1', beside: 'GR-2' }));
});

test('conflicts and notices of the mapping are merged, each once', () => {
  const conflict = { code: 'same-day-fact-differs', rule: 'GR-13', facts: ['size'], about: {} } as const;
  const notice = { code: 'size-unit-to-confirm', rule: 'GR-6', severity: 'warning', facts: ['size'], about: { size: 1 } } as const;
  const c = assess(aPicture({ conflicts: [{ ...conflict, facts: ['size'] }, { ...conflict, facts: ['size'] }], notices: [{ ...notice, facts: ['size'] }, { ...notice, facts: ['size'] }] }), TODAY);
  expect(c.applicable && c.conflicts.filter((x) => x.code === 'same-day-fact-differs')).toEqual([conflict]);
  expect(c.applicable && c.notices.filter((x) => x.code === 'size-unit-to-confirm')).toEqual([notice]);
});

test('what a rule says itself replaces what the mapping said of it beforehand', () => {
  const early = { code: 'size-unit-to-confirm', rule: 'GR-6', severity: 'info', facts: ['size'], about: {} } as const;
  const c = assess(aPicture({ sizeMm: mm(1), notices: [{ ...early, facts: ['size'] }] }), TODAY);
  expect(c.applicable && c.notices.filter((x) => x.code === 'size-unit-to-confirm')).toEqual([{ ...early, severity: 'warning', about: { size: '1' } }]);
});

test('a note beside two rules is listed beside each that is shown', () => {
  const c = assess(aPicture({ differentiation: 'poor', proliferation: [set({ ki67: percent(40) })], recorded: { ...aPicture().recorded, m: 'M1' } }), TODAY);
  expect(c.applicable && c.newerNotes.filter((n) => n.id === 'NW-8' || n.id === 'NW-11').map((n) => n.beside)).toEqual(expect.arrayContaining(['MN-4', 'MN-2']));
});

test('a notice of the mapping under a rule that the book does not hold comes after those that it does', () => {
  const said = (rule: string) => ({ code: 'data-incomplete' as const, rule, severity: 'info' as const, facts: [], about: {} });
  const c = assess(aPicture({ codedKind: 'NET', notices: [said('A-0'), said('OR-16')] }), TODAY);
  expect(c.applicable && c.notices.filter((n) => n.code === 'data-incomplete').map((n) => n.rule)).toEqual(['OR-16', 'A-0']);
});
