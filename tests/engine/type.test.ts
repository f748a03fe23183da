/** Section 4 of the clinical rules: the clinical type. */
import { classify } from '../../src/engine/classify';
import type { BackgroundFinding, ClinicalPicture, Gastrin } from '../../src/engine/picture';
import type { Background } from '../../src/engine/vocabulary';
import { absent, aPicture, background, count, gastrinElevated, gastrinNormal, gastrinUnclassified, gastrinUnknown, mm, percent, present, set } from './a-picture';

const typed = (gastrin: Gastrin, known: Partial<Record<Background, BackgroundFinding[]>> = {}, more: Partial<ClinicalPicture> = {}) =>
  classify(aPicture({ differentiation: 'well', proliferation: [set({ ki67: percent(1), mitoses: count(1) })], gastrin, background: background(known), ...more }));
const codesOf = (c: ReturnType<typeof classify>) => c.recommendations.filter((r) => r.rule.startsWith('TY-')).map((r) => r.code);
const named = (c: ReturnType<typeof classify>) => c.conflicts.map((x) => x.code);
const said = (c: ReturnType<typeof classify>) => c.notices.map((x) => x.code);
const missing = (c: ReturnType<typeof classify>) => c.missing.filter((m) => m.for.includes('type')).map((m) => m.fact);

describe('TY-1 to TY-7: gastrin and background', () => {
  test.each<[string, Gastrin, Partial<Record<Background, BackgroundFinding[]>>, Partial<ClinicalPicture>, string | null, string, string]>([
    ['atrophic gastritis, raised', gastrinElevated, { 'atrophic-gastritis': present() }, {}, 'I', 'established', 'TY-1'],
    ['atrophic gastritis and MEN1, raised', gastrinElevated, { 'atrophic-gastritis': present(), men1: present() }, {}, 'I', 'established', 'TY-1'],
    ['gastrinoma, raised', gastrinElevated, { gastrinoma: present() }, {}, 'II', 'established', 'TY-2'],
    ['ZES, raised', gastrinElevated, { zes: present() }, {}, 'II', 'established', 'TY-2'],
    ['MEN1 and gastrinoma, raised', gastrinElevated, { men1: present(), gastrinoma: present() }, {}, 'II', 'established', 'TY-2'],
    ['MEN1 only, raised', gastrinElevated, { men1: present() }, {}, 'II', 'probable', 'TY-2'],
    ['normal, atrophic gastritis recorded absent', gastrinNormal, { 'atrophic-gastritis': absent() }, {}, 'III', 'established', 'TY-3'],
    ['normal, solitary', gastrinNormal, {}, { lesions: 'solitary' }, 'III', 'established', 'TY-3'],
    ['normal, multiple, nothing recorded absent', gastrinNormal, {}, { lesions: 'multiple' }, 'III', 'probable', 'TY-3'],
    ['normal, nothing else known', gastrinNormal, {}, {}, 'III', 'probable', 'TY-3'],
    ['atrophic gastritis, gastrin unknown', gastrinUnknown, { 'atrophic-gastritis': present() }, {}, 'I', 'probable', 'TY-4'],
    ['gastrinoma, gastrin unknown', gastrinUnknown, { gastrinoma: present() }, {}, 'II', 'probable', 'TY-4'],
    ['MEN1 only, gastrin unknown', gastrinUnknown, { men1: present() }, {}, 'II', 'probable', 'TY-4'],
    ['pernicious anaemia alone, raised', gastrinElevated, { 'pernicious-anaemia': present() }, {}, 'I', 'probable', 'TY-4'],
    ['pernicious anaemia alone, gastrin unknown', gastrinUnknown, { 'pernicious-anaemia': present() }, {}, 'I', 'probable', 'TY-4'],
    ['unclassified gastrin counts as unknown', gastrinUnclassified, { 'atrophic-gastritis': present() }, {}, 'I', 'probable', 'TY-4'],
    ['raised, no background', gastrinElevated, {}, {}, null, 'undetermined', 'TY-5'],
    ['atrophic gastritis, normal', gastrinNormal, { 'atrophic-gastritis': present() }, {}, null, 'undetermined', 'TY-6'],
    ['both backgrounds, gastrin unknown', gastrinUnknown, { 'atrophic-gastritis': present(), zes: present() }, {}, null, 'undetermined', 'TY-6'],
    ['nothing known', gastrinUnknown, {}, {}, null, 'undetermined', 'TY-7'],
    ['unclassified gastrin and no background', gastrinUnclassified, {}, {}, null, 'undetermined', 'TY-7'],
  ])('%s', (_, gastrin, known, more, value, status, rule) => {
    const { type } = typed(gastrin, known, more);
    expect(type).toMatchObject({ value, status });
    expect(type.rules[0]).toBe(rule);
  });
});

describe('what is asked for', () => {
  test('TY-4: gastrin', () => {
    const c = typed(gastrinUnknown, { 'atrophic-gastritis': present() });
    expect([codesOf(c), missing(c)]).toEqual([['gastrin-measurement'], ['gastrin']]);
  });
  test('TY-4: pernicious anaemia asks for the mucosa, unless it is recorded', () => {
    expect(codesOf(typed(gastrinElevated, { 'pernicious-anaemia': present() }))).toEqual(['background-histology']);
    expect(codesOf(typed(gastrinElevated, { 'pernicious-anaemia': present(), 'atrophic-gastritis': absent() }))).toEqual([]);
  });
  test('TY-2 and TY-4: MEN1 only asks for the gastrinoma', () => {
    const raised = typed(gastrinElevated, { men1: present() });
    expect([missing(raised), said(raised)]).toEqual([['background.gastrinoma'], expect.arrayContaining(['men1-without-gastrinoma'])]);
    expect(codesOf(typed(gastrinUnknown, { men1: present() }))).toEqual(['gastrin-measurement', 'gastrinoma-workup']);
    expect(missing(typed(gastrinElevated, { men1: present(), gastrinoma: absent() }))).toEqual([]);
  });
  test('TY-7: gastrin and background', () => {
    const c = typed(gastrinUnknown);
    expect([codesOf(c), missing(c)]).toEqual([['gastrin-measurement', 'background-histology'], ['gastrin', 'background']]);
    expect(codesOf(typed(gastrinUnknown, { 'atrophic-gastritis': absent() }))).toEqual(['gastrin-measurement']);
  });
  test('TY-3 probable: atrophic gastritis, and lesions where unknown', () => {
    expect(missing(typed(gastrinNormal))).toEqual(['background.atrophic-gastritis', 'lesions']);
    expect(missing(typed(gastrinNormal, {}, { lesions: 'multiple' }))).toEqual(['background.atrophic-gastritis']);
  });
  test.each<[string, Partial<Record<Background, BackgroundFinding[]>>, string[]]>([
    ['nothing excluded', {}, ['background-histology', 'gastrinoma-workup']],
    ['atrophic gastritis recorded absent', { 'atrophic-gastritis': absent() }, ['gastrinoma-workup']],
    ['gastrinoma recorded absent', { gastrinoma: absent() }, ['background-histology']],
    ['ZES alone recorded absent', { zes: absent() }, ['background-histology', 'gastrinoma-workup']],
    ['ZES and MEN1 recorded absent', { zes: absent(), men1: absent() }, ['background-histology']],
    ['both recorded absent', { 'atrophic-gastritis': absent(), gastrinoma: absent() }, ['mdt-discussion']],
  ])('TY-5: %s', (_, known, codes) => {
    const c = typed(gastrinElevated, known);
    expect(codesOf(c)).toEqual(codes);
    expect(said(c).includes('no-class-for-elevated-gastrin')).toBe(codes[0] === 'mdt-discussion');
  });
  test('TY-5: what raises gastrin by itself is named, and an H2 blocker is not', () => {
    const drug = (d: 'ppi' | 'p-cab' | 'h2-blocker') => ({ activeDrugs: [{ drug: d, resource: 'MedicationRequest/1', name: d, textMatch: false }] });
    expect(said(typed(gastrinElevated, {}, drug('ppi')))).toEqual(['acid-suppressant-raises-gastrin', 'never-stop-ppi']);
    expect(said(typed(gastrinElevated, { gastrinoma: absent() }, drug('p-cab')))).toEqual(['acid-suppressant-raises-gastrin']);
    expect(said(typed(gastrinElevated, { 'renal-failure': present() }, drug('h2-blocker')))).toEqual(['renal-failure-raises-gastrin']);
  });
  test('TY-9: unclassified gastrin is said', () => {
    expect(typed(gastrinUnclassified).notices).toContainEqual(expect.objectContaining({ code: 'gastrin-unclassified', rule: 'TY-9', about: { value: '1 pg/mL' } }));
    expect(typed({ ...gastrinUnclassified, value: null }).notices).toContainEqual(expect.objectContaining({ code: 'gastrin-unclassified', about: {} }));
  });
});

describe('TY-6: contradictions, each named', () => {
  test.each<[string, Gastrin, Partial<Record<Background, BackgroundFinding[]>>, string[]]>([
    ['atrophic gastritis with normal gastrin', gastrinNormal, { 'atrophic-gastritis': present() }, ['atrophic-with-normal-gastrin']],
    ['pernicious anaemia with normal gastrin', gastrinNormal, { 'pernicious-anaemia': present() }, ['atrophic-with-normal-gastrin']],
    ['gastrinoma with normal gastrin', gastrinNormal, { gastrinoma: present() }, ['gastrinoma-with-normal-gastrin']],
    ['MEN1 with normal gastrin', gastrinNormal, { men1: present() }, ['gastrinoma-with-normal-gastrin']],
    ['both backgrounds', gastrinElevated, { 'pernicious-anaemia': present(), gastrinoma: present() }, ['two-backgrounds']],
    ['both backgrounds with normal gastrin', gastrinNormal, { 'atrophic-gastritis': present(), zes: present() }, ['atrophic-with-normal-gastrin', 'gastrinoma-with-normal-gastrin', 'two-backgrounds']],
    ['atrophic gastritis both ways within 12 months', gastrinElevated, { 'atrophic-gastritis': [...present('2025-05-01'), ...absent('2026-05-01')] }, ['background-both']],
    ['an undated statement may be of the same time', gastrinElevated, { 'atrophic-gastritis': [...present(null), ...absent('2026-05-01')] }, ['background-both']],
  ])('%s', (_, gastrin, known, codes) => {
    const c = typed(gastrin, known);
    expect(c.type).toMatchObject({ value: null, status: 'undetermined', rules: expect.arrayContaining(['TY-6']) });
    expect(named(c)).toEqual(codes);
  });
  test('more than 12 months apart the newest stands, whatever the order', () => {
    const findings = [...present('2025-04-30'), ...absent('2026-05-01')];
    expect(typed(gastrinElevated, { 'atrophic-gastritis': findings }).background['atrophic-gastritis']).toBe('absent');
    expect(typed(gastrinElevated, { 'atrophic-gastritis': findings.reverse() }).background['atrophic-gastritis']).toBe('absent');
  });
  test('another background both ways of one day is unknown, and named; of two days the newest stands', () => {
    const same = typed(gastrinElevated, { gastrinoma: [...present(), ...absent()] });
    expect([same.background.gastrinoma, named(same)]).toEqual(['unknown', ['same-day-fact-differs']]);
    expect(named(typed(gastrinElevated, { gastrinoma: [...present(null), ...absent(null)] }))).toEqual(['same-day-fact-differs']);
    expect(typed(gastrinElevated, { gastrinoma: [...absent('2026-04-30'), ...present()] }).background.gastrinoma).toBe('present');
    expect(typed(gastrinElevated, { gastrinoma: [...absent(null), ...present()] }).background.gastrinoma).toBe('present');
  });
});

describe('kinds that are not a NET', () => {
  const kinds = (more: Partial<ClinicalPicture>) => classify(aPicture({ gastrin: gastrinElevated, background: background({ 'atrophic-gastritis': present() }), ...more })).type;
  test('NEC and MiNEN are never typed', () => {
    expect(kinds({ differentiation: 'poor' })).toEqual({ value: null, status: 'not-applicable', rules: [] });
    expect(kinds({ histology: { kind: 'MiNEN', subtype: null } }).status).toBe('not-applicable');
  });
  test('NET or NEC, and an undetermined kind, are typed provisionally at most', () => {
    expect(kinds({ proliferation: [set({ ki67: percent(30), mitoses: count(1) })] })).toMatchObject({ value: 'I', status: 'provisional', rules: ['TY-1', 'TY-9', 'GR-8'] });
    expect(kinds({ differentiation: 'poor', proliferation: [set({ ki67: percent(1) })] })).toMatchObject({ value: 'I', status: 'provisional' });
  });
  test('a recorded type of a NEC is shown as reported', () => {
    const c = classify(aPicture({ differentiation: 'poor', recorded: { ...aPicture().recorded, type: 'III' } }));
    expect([c.type, said(c)]).toEqual([{ value: null, status: 'not-applicable', rules: ['TY-10'] }, expect.arrayContaining(['type-as-reported'])]);
  });
});

describe('TY-8: features that fit badly', () => {
  const atrophic = { 'atrophic-gastritis': present() };
  const features = (c: ReturnType<typeof classify>) => c.notices.filter((n) => n.code === 'type-fits-badly').map((n) => n.about['feature']);
  test.each<[string, Partial<ClinicalPicture>, string[]]>([
    ['solitary 20 mm', { lesions: 'solitary', sizeMm: mm(20) }, []], ['solitary 20.1 mm', { lesions: 'solitary', sizeMm: mm(20.1) }, ['size']], ['multiple 30 mm', { lesions: 'multiple', sizeMm: mm(30) }, []],
    ['G3', { proliferation: [set({ ki67: percent(30), mitoses: count(1) })] }, ['G3']],
    ['nodes and metastasis', { recorded: { ...aPicture().recorded, n: 'N1', m: 'M1' } }, ['nodes', 'metastasis']],
  ])('type I, %s', (_, more, expected) => {
    const c = typed(gastrinElevated, atrophic, more);
    expect([c.type.value, features(c)]).toEqual(['I', expected]);
  });
  test('type III with multiple lesions', () => expect(features(typed(gastrinNormal, {}, { lesions: 'multiple' }))).toEqual(['lesions']));
  test('type II with a large solitary lesion', () => expect(features(typed(gastrinElevated, { zes: present() }, { lesions: 'solitary', sizeMm: mm(25) }))).toEqual(['size']));
});

describe('TY-10: a recorded type', () => {
  const recorded = { recorded: { ...aPicture().recorded, type: 'III' as const } };
  test('that differs is a conflict; the derived one stands', () => {
    const c = typed(gastrinElevated, { 'atrophic-gastritis': present() }, recorded);
    expect(c.type).toMatchObject({ value: 'I', rules: ['TY-1', 'TY-9', 'TY-10'] });
    expect(c.conflicts).toEqual([{ rule: 'TY-10', code: 'recorded-type-differs', facts: ['recordedType', 'gastrin', 'background'], about: { recorded: 'III', derived: 'I' } }]);
    expect(typed(gastrinUnknown, { 'atrophic-gastritis': present() }, recorded).conflicts[0]?.facts).toEqual(['recordedType', 'background']);
  });
  test('that agrees is none', () => expect(typed(gastrinNormal, {}, recorded).conflicts).toEqual([]));
  test('alone is shown as reported, undetermined', () => {
    const c = typed(gastrinUnknown, {}, recorded);
    expect(c.type).toMatchObject({ value: null, status: 'undetermined', rules: ['TY-7', 'TY-10'] });
    expect(c.notices).toContainEqual(expect.objectContaining({ code: 'type-as-reported', about: { type: 'III' } }));
  });
});
