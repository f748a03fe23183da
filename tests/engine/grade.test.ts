/** Section 3 of the clinical rules: grade and kind. */
import { classify as classifyAll } from '../../src/engine/classify';
import type { ClinicalPicture, Measured } from '../../src/engine/picture';
import { aboutPercent, aPicture, count, mm, on, percent, percentAbove, percentAtLeast, percentBelow, percentBetween, percentUpTo, reading, set, unreadable } from './a-picture';

/** The classification with what section 3 alone has to say. */
function classify(picture: ClinicalPicture): ReturnType<typeof classifyAll> {
  const c = classifyAll(picture);
  const ofGrade = (one: { rule: string }) => one.rule.startsWith('GR-');
  return { ...c, recommendations: c.recommendations.filter(ofGrade), missing: c.missing.filter(ofGrade), conflicts: c.conflicts.filter(ofGrade), notices: c.notices.filter(ofGrade) };
}
const graded = (ki67: Measured | undefined, mitoses: Measured | undefined, more: Partial<ClinicalPicture> = {}) =>
  classify(aPicture({ differentiation: 'well', proliferation: ki67 === undefined && mitoses === undefined ? [] : [set({ ki67, mitoses })], ...more }));
const withSets = (proliferation: ClinicalPicture['proliferation'], more: Partial<ClinicalPicture> = {}) => classify(aPicture({ differentiation: 'well', proliferation, ...more }));

describe('GR-1 and GR-2: thresholds, both sides of every edge', () => {
  test.each([
    [0, 'G1'], [2.9, 'G1'], [2.999, 'G1'], [3, 'G2'], [3.1, 'G2'], [19.9, 'G2'], [20, 'G2'], [20.1, 'G3'], [100, 'G3'],
  ])('Ki-67 of %d %% is %s', (ki67, grade) => expect(graded(percent(ki67), count(0)).grade).toMatchObject({ value: grade, status: 'established', by: { ki67: grade } }));
  test.each([
    [0, 'G1'], [1.9, 'G1'], [2, 'G2'], [20, 'G2'], [20.1, 'G3'], [80, 'G3'],
  ])('%d mitoses per 10 HPF are %s', (mitoses, grade) => expect(graded(percent(1), count(mitoses)).grade).toMatchObject({ value: grade, by: { mitoses: grade } }));
});

describe('GR-2: a count whose denominator is not recorded', () => {
  const unverified = (mitoses: number) => withSets([set({ ki67: percent(1), mitoses: reading(count(mitoses), { unitUnverified: true }) })]);
  test.each([[1.6, 'provisional'], [2, 'provisional'], [2.4, 'provisional'], [16, 'provisional'], [24, 'provisional'], [1.5, 'established'], [2.5, 'established'], [15.9, 'established'], [24.1, 'established']])(
    '%d mitoses: the grade is %s', (mitoses, status) => expect(unverified(mitoses).grade.status).toBe(status));
  test('the notice is there wherever the count lies, a warning near a threshold', () => {
    expect(unverified(2).notices).toContainEqual(expect.objectContaining({ code: 'mitoses-unit-unverified', rule: 'GR-2', severity: 'warning' }));
    expect(unverified(10).notices).toContainEqual(expect.objectContaining({ code: 'mitoses-unit-unverified', severity: 'info' }));
  });
  test('a provisional G2 may still be G3, never less', () => expect(unverified(2).grade.candidates).toEqual(['G2', 'G3']));
  test('an unverified count below a verified one of the same report decides nothing', () =>
    expect(withSets([set({ ki67: percent(1), mitoses: [reading(count(2), { unitUnverified: true }), count(5)] })]).grade.status).toBe('established'));
});

describe('GR-3: when the two disagree the higher grade stands', () => {
  test.each([[1, 5, 'G2'], [10, 1, 'G2'], [30, 1, 'G3'], [30, 10, 'G3'], [1, 30, 'G3'], [10, 30, 'G3']])('Ki-67 %d %% with %d mitoses is %s, discordant', (ki67, mitoses, grade) => {
    const { grade: part, notices } = graded(percent(ki67), count(mitoses));
    expect(part).toMatchObject({ value: grade, status: 'established', discordant: true, candidates: [grade] });
    expect(part.rules).toContain('GR-3');
    expect(notices).toContainEqual(expect.objectContaining({ code: 'grade-discordant', about: { ...part.by, stands: part.value } }));
  });
  test('an interval that certainly disagrees is discordant too', () =>
    expect(graded(percentBetween(1, 5), count(30))).toMatchObject({ grade: { value: 'G3', discordant: true, by: { ki67: null, mitoses: 'G3' } }, notices: [{ code: 'grade-discordant', about: { stands: 'G3' } }] }));
  test('agreement is not discordant', () => expect(graded(percent(10), count(5)).grade).toMatchObject({ discordant: false, rules: ['GR-1', 'GR-2', 'GR-7'] }));
});

describe('GR-4: only one is known, or neither', () => {
  test.each([[1, 'G1', ['G1', 'G2', 'G3']], [10, 'G2', ['G2', 'G3']], [30, 'G3', ['G3']]])('Ki-67 of %d %% alone is a provisional %s', (ki67, grade, candidates) => {
    const c = graded(percent(ki67), undefined);
    expect(c.grade).toMatchObject({ value: grade, status: 'provisional', candidates, by: { ki67: grade, mitoses: null } });
    expect(c.missing).toContainEqual({ fact: 'mitoses', for: ['grade'], rule: 'GR-4' });
    expect(c.recommendations.map((r) => [r.code, r.rule, r.strength])).toEqual([['mitotic-count', 'GR-4', 'recommended']]);
  });
  test.each([[5, 'G2', ['G2', 'G3']], [30, 'G3', ['G3']]])('%d mitoses alone are a provisional %s', (mitoses, grade, candidates) =>
    expect(graded(undefined, count(mitoses)).grade).toMatchObject({ value: grade, status: 'provisional', candidates }));
  test('a low count alone gives no grade: Ki-67 is required for G1', () => {
    const c = graded(undefined, count(1));
    expect(c.grade).toMatchObject({ value: null, status: 'indeterminate', candidates: ['G1', 'G2', 'G3'] });
    expect(c.missing).toContainEqual({ fact: 'ki67', for: ['grade'], rule: 'GR-4' });
  });
  test('neither known: missing, and both counts are asked for', () => {
    const c = graded(undefined, undefined);
    expect(c.grade).toMatchObject({ value: null, status: 'missing', candidates: ['G1', 'G2', 'G3'], by: { ki67: null, mitoses: null }, rules: ['GR-4', 'GR-7'] });
    expect(c.recommendations.map((r) => r.code)).toEqual(['ki67-count', 'mitotic-count']);
  });
  const recorded = (grade: 'G1' | 'G2' | 'G3') => ({ recorded: { ...aPicture().recorded, grade } });
  test('neither known but a grade is recorded: shown as reported', () => {
    const c = graded(undefined, undefined, recorded('G2'));
    expect(c.grade).toMatchObject({ value: 'G2', status: 'as-reported', candidates: ['G2'], by: { ki67: null, mitoses: null } });
    expect(c.notices).toContainEqual(expect.objectContaining({ code: 'grade-as-reported', about: { grade: 'G2' } }));
  });
  test('a recorded grade that differs is a conflict; the computed one stands', () => {
    const c = graded(percent(10), count(1), recorded('G1'));
    expect(c.grade.value).toBe('G2');
    expect(c.conflicts).toEqual([{ rule: 'GR-4', code: 'recorded-grade-differs', facts: ['recordedGrade', 'ki67', 'mitoses'], about: { recorded: 'G1', computed: 'G2' } }]);
  });
  test('a recorded grade that agrees is none', () => expect(graded(percent(10), count(1), recorded('G2')).conflicts).toEqual([]));
  test('a recorded grade among the candidates is none, one outside them is', () => {
    expect(graded(percentBetween(2, 5), count(1), recorded('G2')).conflicts).toEqual([]);
    expect(graded(percentBetween(2, 5), count(1), recorded('G3')).conflicts).toEqual([expect.objectContaining({ code: 'recorded-grade-differs', about: { recorded: 'G3' } })]);
  });
  test('a low grade recorded for a NEC is a conflict', () =>
    expect(graded(undefined, undefined, { differentiation: 'poor', ...recorded('G1') }).conflicts).toEqual([expect.objectContaining({ code: 'recorded-grade-differs', about: { recorded: 'G1' } })]));
});

describe('GR-5: intervals', () => {
  test.each([
    ['2–5 %', percentBetween(2, 5), null, ['G1', 'G2']], ['<5 %', percentBelow(5), null, ['G1', 'G2']], ['>10 %', percentAbove(10), null, ['G2', 'G3']],
    ['≥20 %', percentAtLeast(20), null, ['G2', 'G3']], ['<2 %', percentBelow(2), 'G1', ['G1']], ['<3 %', percentBelow(3), 'G1', ['G1']], ['≤3 %', percentUpTo(3), null, ['G1', 'G2']],
    ['>20 %', percentAbove(20), 'G3', ['G3']], ['3–20 %', percentBetween(3, 20), 'G2', ['G2']], ['≤20 %', percentUpTo(20), null, ['G1', 'G2']], ['1–80 %', percentBetween(1, 80), null, ['G1', 'G2', 'G3']],
  ])('Ki-67 %s with one mitosis', (_, ki67, grade, candidates) => {
    const c = graded(ki67, count(1));
    expect(c.grade).toMatchObject({ value: grade, status: grade === null ? 'indeterminate' : 'established', candidates });
    const asked = c.recommendations.some((r) => r.code === 'ki67-count' && r.rule === 'GR-5');
    expect(asked).toBe(grade === null);
  });
  test('the other parameter may settle it', () => expect(graded(percentBetween(2, 5), count(5)).grade).toMatchObject({ value: 'G2', status: 'established', candidates: ['G2'], by: { ki67: null, mitoses: 'G2' } }));
  test('an interval alone leaves everything above it possible', () => expect(graded(percentBetween(2, 5), undefined).grade).toMatchObject({ value: null, status: 'indeterminate', candidates: ['G1', 'G2', 'G3'] }));
  test('a mitotic interval that crosses asks for the mitotic count', () => {
    const c = graded(percent(1), percentBetween(1, 3));
    expect(c.grade).toMatchObject({ status: 'indeterminate', candidates: ['G1', 'G2'] });
    expect(c.missing).toContainEqual({ fact: 'mitoses', for: ['grade'], rule: 'GR-5' });
  });
  test.each([[2.7, null], [3.3, null], [2.6, 'G1'], [3.4, 'G2'], [18, null], [22, null], [17.9, 'G2'], [22.1, 'G3']])('about %d %%: within 10 %% of a threshold it lies on both sides', (ki67, grade) =>
    expect(graded(aboutPercent(ki67), count(0)).grade.value).toBe(grade));
});

describe('GR-7, GR-8, GR-11, GR-12: kind', () => {
  const kind = (differentiation: 'well' | 'poor' | 'unknown', histology: ClinicalPicture['histology'], ki67?: number, more: Partial<ClinicalPicture> = {}) =>
    classify(aPicture({ differentiation, histology, proliferation: ki67 === undefined ? [] : [set({ ki67: percent(ki67), mitoses: count(1) })], ...more }));
  const none = { kind: 'unknown', subtype: null } as const;
  const net = { kind: 'NET', subtype: null } as const;
  const nec = { kind: 'NEC', subtype: null } as const;
  const small = { kind: 'NEC', subtype: 'small-cell' } as const;

  test('well differentiated at the G3 level is NET G3', () => expect(kind('well', none, 70)).toMatchObject({ neoplasm: { kind: 'NET', rules: ['GR-7', 'GR-11'] }, grade: { value: 'G3', status: 'established' }, g3Level: 'yes' }));
  test('poorly differentiated is NEC and not graded', () => expect(kind('poor', none, 70)).toMatchObject({ neoplasm: { kind: 'NEC', subtype: null }, grade: { value: null, status: 'not-graded', candidates: [] } }));
  test('small-cell carcinoma is NEC with its subtype', () => expect(kind('poor', small, 70).neoplasm).toEqual({ kind: 'NEC', subtype: 'small-cell', rules: ['GR-7'] }));
  test('a small cell type states poor differentiation by itself', () => expect(kind('unknown', small, 70).neoplasm.kind).toBe('NEC'));
  test.each([['Ki-67 20 %', 20], ['Ki-67 1 %', 1]])('poorly differentiated with %s is contradictory', (_, ki67) => {
    const c = kind('poor', none, ki67);
    expect(c).toMatchObject({ neoplasm: { kind: 'undetermined' }, grade: { value: null, status: 'contradictory', candidates: [] } });
    expect(c.conflicts).toEqual([expect.objectContaining({ rule: 'GR-7', code: 'poor-differentiation-low-proliferation', facts: ['differentiation', 'ki67', 'mitoses'] })]);
    expect(c.recommendations).toEqual([expect.objectContaining({ code: 'pathology-review', rule: 'GR-7', strength: 'recommended', conditional: false })]);
  });
  test('poorly differentiated with 20.1 % is not', () => expect(kind('poor', none, 20.1).neoplasm.kind).toBe('NEC'));
  test('G3 level with unknown differentiation is NET or NEC', () => {
    const c = kind('unknown', net, 30);
    expect(c).toMatchObject({ neoplasm: { kind: 'NET-or-NEC', rules: ['GR-8', 'GR-11'] }, grade: { value: null, status: 'indeterminate', candidates: ['G3'] } });
    expect(c.missing).toContainEqual({ fact: 'differentiation', for: ['neoplasm', 'grade'], rule: 'GR-8' });
  });
  test.each([['NET', 'NET', 'indeterminate', ['G2', 'G3']], ['NEC', 'NEC', 'not-graded', []], ['unknown', 'undetermined', 'indeterminate', ['G2', 'G3']]] as const)('an interval across 20 %% with unknown differentiation is no known level: coded %s stays %s', (codedKind, expected, status, candidates) => {
    const c = classify(aPicture({ codedKind, proliferation: [set({ ki67: percentAtLeast(20), mitoses: count(1) })] }));
    expect(c).toMatchObject({ neoplasm: { kind: expected }, grade: { status, candidates }, g3Level: 'unknown' });
    expect(c.missing).toContainEqual(expect.objectContaining({ fact: 'differentiation', rule: 'GR-8' }));
  });
  test('below the G3 level unknown differentiation is NET', () => expect(kind('unknown', none, 10)).toMatchObject({ neoplasm: { kind: 'NET', rules: ['GR-8'] }, grade: { value: 'G2' }, g3Level: 'no' }));
  test('unless the histology, or the code, says NEC', () => {
    expect(kind('unknown', nec, 10)).toMatchObject({ neoplasm: { kind: 'undetermined' }, grade: { status: 'contradictory' } });
    expect(kind('unknown', none, 10, { codedKind: 'NEC' }).conflicts).toEqual([expect.objectContaining({ code: 'poor-differentiation-low-proliferation', facts: ['histology', 'ki67', 'mitoses'] })]);
  });
  test.each([['NET', 'NET', 'missing'], ['NEC', 'NEC', 'not-graded'], ['unknown', 'undetermined', 'missing']] as const)('nothing but a code for %s: %s', (codedKind, expected, status) =>
    expect(classify(aPicture({ codedKind }))).toMatchObject({ neoplasm: { kind: expected }, grade: { status } }));
  test('a coded NEC without numbers waits for differentiation and Ki-67', () =>
    expect(classify(aPicture({ codedKind: 'NEC' })).missing).toEqual([{ fact: 'differentiation', for: ['neoplasm'], rule: 'GR-8' }, { fact: 'ki67', for: ['neoplasm'], rule: 'GR-7' }]));
  test('nothing known at all waits for differentiation and histology', () =>
    expect(classify(aPicture()).missing).toEqual(expect.arrayContaining([{ fact: 'differentiation', for: ['neoplasm'], rule: 'GR-8' }, { fact: 'histology', for: ['neoplasm'], rule: 'GR-8' }])));
  test.each([['poor', net], ['well', small], ['well', { kind: 'NEC', subtype: 'large-cell' }]] as const)('%s against %o contradicts itself', (differentiation, histology) => {
    const c = kind(differentiation, histology, 30);
    expect(c).toMatchObject({ neoplasm: { kind: 'undetermined', rules: ['GR-12'] }, grade: { status: 'contradictory', candidates: [] } });
    expect(c.conflicts[0]).toMatchObject({ rule: 'GR-12', code: 'differentiation-against-histology' });
    expect(c.recommendations[0]).toMatchObject({ code: 'pathology-review', rule: 'GR-12' });
  });
  test('well differentiated overrules a NEC without a cell type, and says so', () =>
    expect(kind('well', nec, 30)).toMatchObject({ neoplasm: { kind: 'NET' }, grade: { value: 'G3' }, conflicts: [{ rule: 'GR-7', code: 'differentiation-against-histology' }] }));
  test('a text match makes the grade provisional at best', () => {
    expect(withSets([set({ ki67: reading(percent(10), { textMatch: true }), mitoses: count(1) })]).grade).toMatchObject({ value: 'G2', status: 'provisional', candidates: ['G2', 'G3'] });
    expect(withSets([set({ ki67: percent(10), mitoses: reading(count(1), { textMatch: true }) })]).grade.status).toBe('provisional');
    expect(graded(percent(10), count(1), { textMatched: ['differentiation'] }).grade.status).toBe('provisional');
    expect(graded(percent(10), count(1), { textMatched: ['histology'] }).grade.status).toBe('provisional');
    expect(graded(percent(10), count(1), { textMatched: ['size'] }).grade.status).toBe('established');
  });
});

describe('GR-9: MiNEN', () => {
  const mixed = (ne: number | null, other: number | null, more: Partial<ClinicalPicture> = {}) => classify(aPicture({
    histology: { kind: 'MiNEN', subtype: null }, differentiation: 'well', proliferation: [set({ ki67: percent(10), mitoses: count(5) })],
    minenComponents: { neuroendocrine: ne === null ? null : percent(ne), other: other === null ? null : percent(other) }, ...more,
  }));
  const notRecorded = { histology: { kind: 'unknown', subtype: null } } as const;
  test('both above 30 %: MiNEN, the neuroendocrine part graded alone', () => expect(mixed(60, 40)).toMatchObject({ neoplasm: { kind: 'MiNEN' }, grade: { value: 'G2', status: 'established' }, notices: [] }));
  test('exactly 30 % is MiNEN by WHO, and both readings are shown', () => expect(mixed(30, 70)).toMatchObject({ neoplasm: { kind: 'MiNEN' }, notices: [expect.objectContaining({ code: 'minen-threshold-readings', rule: 'GR-9' })] }));
  test('components that satisfy it make MiNEN without the word', () => expect(mixed(60, 40, notRecorded).neoplasm.kind).toBe('MiNEN'));
  test.each([[29.9, 70.1, 'minen-component-too-small'], [70.1, 29.9, 'minen-component-too-small'], [20, null, 'minen-component-too-small'], [null, 80, 'minen-component-too-small']])('recorded MiNEN with %p and %p %%: conflict, undetermined', (ne, other, code) =>
    expect(mixed(ne, other)).toMatchObject({ neoplasm: { kind: 'undetermined' }, grade: { status: 'contradictory' }, conflicts: [{ rule: 'GR-9', code }] }));
  test.each([[60, 42], [50, 48.9], [60, 41.1]])('%d and %d %% do not add up, recorded or not', (ne, other) => {
    expect(mixed(ne, other)).toMatchObject({ neoplasm: { kind: 'undetermined' }, conflicts: [{ code: 'minen-components' }] });
    expect(mixed(ne, other, notRecorded)).toMatchObject({ neoplasm: { kind: 'undetermined' }, conflicts: [{ code: 'minen-components' }] });
  });
  test.each([[60, 41], [50, 49], [60, 40]])('%d and %d %% add up within one percent', (ne, other) => expect(mixed(ne, other).neoplasm.kind).toBe('MiNEN'));
  test('a small component that is not called MiNEN leaves the neuroendocrine part alone', () => expect(mixed(80, 20, notRecorded)).toMatchObject({ neoplasm: { kind: 'NET', rules: ['GR-9', 'GR-7'] }, conflicts: [], missing: [] }));
  test('components unknown: MiNEN as recorded, and they are missing', () => expect(mixed(null, null)).toMatchObject({ neoplasm: { kind: 'MiNEN' }, missing: [{ fact: 'minenComponents', for: ['neoplasm'], rule: 'GR-9' }] }));
  test('MiNEN by its code alone', () => expect(mixed(null, null, { ...notRecorded, codedKind: 'MiNEN' }).neoplasm.kind).toBe('MiNEN'));
  test('an adenocarcinoma component of unknown share asks for it', () => expect(mixed(null, null, { ...notRecorded, otherComponent: 'adenocarcinoma' }).missing).toContainEqual({ fact: 'minenComponents', for: ['neoplasm'], rule: 'GR-9' }));
  test('one share that leaves room for the other keeps it open', () => {
    expect(mixed(60, null).neoplasm.kind).toBe('MiNEN');
    expect(mixed(60, null, notRecorded).missing).toContainEqual({ fact: 'minenComponents', for: ['neoplasm'], rule: 'GR-9' });
  });
  test('a poorly differentiated part is not graded', () => expect(mixed(60, 40, { differentiation: 'poor', proliferation: [set({ ki67: percent(60) })], histology: { kind: 'MiNEN', subtype: 'large-cell' } })).toMatchObject({ neoplasm: { kind: 'MiNEN', subtype: 'large-cell' }, grade: { status: 'not-graded' } }));
  test('an open part stays open within MiNEN', () => expect(mixed(60, 40, { differentiation: 'unknown', proliferation: [set({ ki67: percent(60) })] })).toMatchObject({ neoplasm: { kind: 'MiNEN' }, grade: { status: 'indeterminate', candidates: ['G3'] } }));
});

test.each([[1.9, true], [2, false]])('GR-6: a size of %d mm asks to confirm the unit: %s', (size, asked) => expect(graded(percent(1), count(1), { sizeMm: mm(size) }).notices.some((n) => n.code === 'size-unit-to-confirm' && n.about['size'] === String(size))).toBe(asked));

describe('GR-10: "NEC G3" before 2019', () => {
  const old = (reportDate: string, more: Partial<ClinicalPicture> = {}) =>
    classify(aPicture({ recorded: { ...aPicture().recorded, necG3: true }, codedKind: 'NEC', dates: { ...aPicture().dates, reportDate: on(reportDate) }, ...more })).notices.map((n) => n.code);
  test('is said', () => expect(old('2018-12-31')).toContain('nec-g3-before-2019'));
  test('not from 2019 on', () => expect(old('2019-01-01')).not.toContain('nec-g3-before-2019'));
  test('not when poor differentiation or a cell type is on record', () => {
    expect(old('2017-05-01', { differentiation: 'poor' })).not.toContain('nec-g3-before-2019');
    expect(old('2017-05-01', { histology: { kind: 'NEC', subtype: 'small-cell' } })).not.toContain('nec-g3-before-2019');
  });
  test('NEC and a recorded G3 say the same', () => {
    const recorded = { ...aPicture().recorded, grade: 'G3' as const };
    expect(old('2018-12-31', { recorded })).toContain('nec-g3-before-2019');
    expect(old('2018-12-31', { recorded, histology: { kind: 'NET', subtype: null } })).not.toContain('nec-g3-before-2019');
  });
});

describe('GR-13: several results', () => {
  const codes = (c: ReturnType<typeof classify>) => c.conflicts.map((x) => x.code);
  test('within one report the highest', () => expect(withSets([set({ ki67: [percent(5), percent(25)], mitoses: [count(1), count(3)] })])).toMatchObject({ grade: { value: 'G3' }, ki67Percent: { low: 25 }, mitosesPer10Hpf: { low: 3 } }));
  test('over time the newest, and an older higher grade is a conflict', () => {
    const c = withSets([set({ ki67: percent(25), mitoses: count(1), on: '2024-01-01', specimen: 'a' }), set({ ki67: percent(10), mitoses: count(1), on: '2026-01-01', specimen: 'b' })]);
    expect(c.grade).toMatchObject({ value: 'G2' });
    expect(c.grade.rules).toContain('GR-13');
    expect(c.conflicts).toEqual([{ rule: 'GR-13', code: 'older-grade-higher', facts: ['ki67', 'mitoses'], about: { older: 'G3', newer: 'G2', date: '2024-01-01' } }]);
  });
  test('an older lower grade is not', () => expect(codes(withSets([set({ ki67: percent(1), mitoses: count(1), on: '2024-01-01', specimen: 'a' }), set({ ki67: percent(10), mitoses: count(1), on: '2026-01-01', specimen: 'b' })]))).toEqual([]));
  test('a report stands as a set: an older count does not complete a newer specimen', () =>
    expect(withSets([set({ ki67: percent(10), mitoses: count(5), on: '2024-01-01', specimen: 'a' }), set({ ki67: percent(10), on: '2026-01-01', specimen: 'b' })]).grade.status).toBe('provisional'));
  test.each([[60, 'established'], [61, 'provisional']])('unbound results %d days apart', (days, status) => {
    const later = days === 60 ? '2026-03-02' : '2026-03-03';
    expect(withSets([set({ mitoses: count(1), on: '2026-01-01', specimen: 'a', bound: false }), set({ ki67: percent(10), on: later, specimen: 'b', bound: false })]).grade.status).toBe(status);
  });
  test('a bound older result does not complete an unbound newer one', () =>
    expect(withSets([set({ mitoses: count(1), on: '2026-01-01', specimen: 'a' }), set({ ki67: percent(10), on: '2026-01-03', specimen: 'b', bound: false })]).grade.status).toBe('provisional'));
  test('a loose count of the same day completes the one report of that day', () => {
    const c = withSets([set({ ki67: percent(1), specimen: 'a' }), set({ mitoses: count(5), specimen: 'b', bound: false })]);
    expect(c.grade).toMatchObject({ value: 'G2', status: 'established' });
    expect(codes(c)).toEqual([]);
  });
  test('two specimens of one day do not complete each other; the higher grade stands and both are shown', () => {
    const c = withSets([set({ ki67: percent(1), mitoses: count(1), specimen: 'a' }), set({ ki67: percent(10), mitoses: count(1), specimen: 'b' })]);
    expect(c.grade.value).toBe('G2');
    expect(c.conflicts).toEqual([{ rule: 'GR-13', code: 'same-day-results-differ', facts: ['ki67', 'mitoses'], about: { lower: 'G1', higher: 'G2' } }]);
    expect(withSets([set({ ki67: percent(1), specimen: 'a' }), set({ mitoses: count(1), specimen: 'b' })]).grade.status).toBe('provisional');
  });
  test('two specimens of one day with one grade are no conflict', () => expect(codes(withSets([set({ ki67: percent(1), mitoses: count(1), specimen: 'a' }), set({ ki67: percent(2), mitoses: count(0), specimen: 'b' })]))).toEqual([]));
  test('an undated result is the oldest where another has a date', () => {
    const c = withSets([set({ ki67: percent(25), mitoses: count(1), on: null, specimen: 'a' }), set({ ki67: percent(10), mitoses: count(1), specimen: 'b' })]);
    expect(c.grade.value).toBe('G2');
    expect(c.conflicts).toEqual([expect.objectContaining({ code: 'older-grade-higher', about: { older: 'G3', newer: 'G2' } })]);
  });
  test('undated results alone: the higher stands', () => expect(withSets([set({ ki67: percent(1), mitoses: count(1), on: null, specimen: 'a' }), set({ ki67: percent(10), mitoses: count(1), on: null, specimen: 'b' })]).grade.value).toBe('G2'));
  test('an undated unbound count does not complete a dated one', () => expect(withSets([set({ mitoses: count(1), on: null, specimen: 'a', bound: false }), set({ ki67: percent(10), specimen: 'b', bound: false })]).grade.status).toBe('provisional'));

  test('a newer unreadable Ki-67 leaves Ki-67 unknown; the older count stands', () => {
    const c = withSets([set({ ki67: percent(25), mitoses: count(5), on: '2024-01-01', specimen: 'a' }), set({ ki67: unreadable(), on: '2026-01-01', specimen: 'b' })]);
    expect(c).toMatchObject({ ki67Percent: null, grade: { value: 'G2', status: 'provisional' } });
    expect(c.notices).toContainEqual(expect.objectContaining({ code: 'newer-result-unreadable', rule: 'GR-13', facts: ['ki67'] }));
    expect(codes(c)).toEqual(['older-grade-higher']);
  });
  test('a newest set that cannot be read at all still shows the older grade', () =>
    expect(withSets([set({ ki67: percent(25), on: '2024-01-01', specimen: 'a' }), set({ ki67: unreadable(), on: '2026-01-01', specimen: 'b' })])).toMatchObject({ grade: { status: 'missing' }, conflicts: [{ code: 'older-grade-higher', about: { older: 'G3', date: '2024-01-01' } }] }));
  test('an older unreadable one does nothing', () => {
    const c = withSets([set({ ki67: unreadable(), on: '2024-01-01', specimen: 'a' }), set({ ki67: percent(10), mitoses: count(5), on: '2026-01-01', specimen: 'b' })]);
    expect(c).toMatchObject({ grade: { value: 'G2', status: 'established' }, notices: [] });
  });
  test('unreadable beside readable in one report: the readable stands; recorded later, it does not', () => {
    const at = (day: string) => ({ kind: 'unreadable' as const, resource: 'Observation/u', date: on(day) });
    const readable = reading(percent(10), { date: on('2026-05-01') });
    const same = withSets([set({ ki67: [readable, at('2026-05-01')], mitoses: count(5) })]);
    expect(same).toMatchObject({ ki67Percent: { low: 10 }, notices: [] });
    expect(withSets([set({ ki67: [readable, at('2026-05-02')], mitoses: count(1) })]).ki67Percent).toBeNull();
  });
  test('only an unreadable result: unknown, and said', () => expect(withSets([set({ ki67: unreadable() })])).toMatchObject({ grade: { status: 'missing' }, notices: [{ code: 'newer-result-unreadable' }] }));

  test('a metastasis never grades the primary; higher, it is shown', () => {
    const c = withSets([set({ ki67: percent(10), mitoses: count(5), specimen: 'a' }), set({ ki67: percent(40), site: 'metastasis', specimen: 'm' })]);
    expect(c).toMatchObject({ grade: { value: 'G2' }, notices: [{ code: 'metastasis-ki67-higher', rule: 'GR-13', about: { metastasis: '40', primary: '10' } }] });
  });
  test.each([['<5', percentBelow(5), percent(40)], ['≤5', percentUpTo(5), percent(40)], ['2–5', percentBetween(2, 5), percent(40)]])('the primary is written as the interval %s', (text, primary, metastasis) =>
    expect(withSets([set({ ki67: primary, specimen: 'a' }), set({ ki67: metastasis, site: 'metastasis', specimen: 'm' })]).notices).toContainEqual(expect.objectContaining({ about: { metastasis: '40', primary: text } })));
  test.each([['>40', true], ['≥40', false]])('an open metastasis value is written %s', (text, lowOpen) =>
    expect(withSets([set({ ki67: percent(5), specimen: 'a' }), set({ ki67: { low: 40, high: Number.POSITIVE_INFINITY, lowOpen, highOpen: false, approximate: false }, site: 'metastasis', specimen: 'm' })]).notices).toContainEqual(expect.objectContaining({ about: { metastasis: text, primary: '5' } })));
  test('a lower or overlapping metastasis is not mentioned, nor one without a graded primary', () => {
    expect(withSets([set({ ki67: percent(10), specimen: 'a' }), set({ ki67: percentBetween(5, 15), site: 'metastasis', specimen: 'm' })]).notices).toEqual([]);
    expect(withSets([set({ ki67: percent(40), site: 'metastasis', specimen: 'm' })])).toMatchObject({ grade: { status: 'missing' }, notices: [] });
  });
});

describe('GR-13: corners', () => {
  const later = { kind: 'unreadable', resource: 'Observation/later', date: on('2026-05-02') } as const;
  test('a set whose Ki-67 was superseded by an unreadable one is lower than another specimen of its day, and that is said', () => {
    const c = withSets([
      set({ specimen: 'Specimen/a', ki67: [reading(percent(30), { date: on('2026-05-01') }), later], mitoses: count(1) }),
      set({ specimen: 'Specimen/b', ki67: percent(5), mitoses: count(1) }),
    ]);
    expect(c.grade).toMatchObject({ value: null, by: { ki67: null, mitoses: 'G1' } });
    expect(c.conflicts).toContainEqual(expect.objectContaining({ code: 'same-day-results-differ', about: { lower: 'G1', higher: 'G2' } }));
  });
  test('the order of three specimens of one day never shows', () => {
    const of = (name: string) => set({ specimen: `Specimen/${name}`, ki67: percent(5), mitoses: count(1) });
    const inOrder = withSets(['a', 'b', 'c'].map(of));
    for (const order of [['c', 'b', 'a'], ['b', 'c', 'a'], ['c', 'a', 'b']]) expect(withSets(order.map(of))).toEqual(inOrder);
  });
  test('one set given twice is one set', () => {
    const twice = withSets([set({ ki67: percent(5), mitoses: count(1) }), set({ ki67: percent(5), mitoses: count(1) })]);
    expect([twice.grade.value, twice.conflicts]).toEqual(['G2', []]);
  });
  test('a reading dated after the unreadable one of its set is used', () => {
    const c = withSets([set({ ki67: [reading(percent(5), { date: on('2026-05-03') }), reading(percent(4), { date: on('2026-05-01') }), later], mitoses: count(1) })]);
    expect(c.grade).toMatchObject({ value: 'G2', by: { ki67: 'G2' } });
    expect(c.notices.map((n) => n.code)).not.toContain('newer-result-unreadable');
  });
});
