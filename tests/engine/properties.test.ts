/** What must always hold, whatever the record says. */
import fc from 'fast-check';
import { assess } from '../../src/engine/assess';
import type { ApplicableConclusion } from '../../src/engine/assessment';
import { classify } from '../../src/engine/classify';
import type { ClinicalPicture } from '../../src/engine/picture';
import { GRADES } from '../../src/engine/vocabulary';
import { absent, aPicture, background, count, gastrinElevated, gastrinNormal, gastrinUnclassified, gastrinUnknown, mm, percent, present, set, TODAY } from './a-picture';

const RUNS = { numRuns: 400, seed: 20261122 };
const ki67 = fc.oneof(fc.constantFrom(0, 2.9, 3, 10, 20, 20.1, 55, 60, 100), fc.double({ min: 0, max: 100, noNaN: true }));
const mitoses = fc.oneof(fc.constantFrom(0, 1.9, 2, 20, 20.1, 60), fc.double({ min: 0, max: 100, noNaN: true }));
const finding = fc.constantFrom([], present(), absent());
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(values, { nil: undefined });

interface Story { ki67: number | undefined; mitoses: number | undefined }
const backgrounds = fc.record({ 'atrophic-gastritis': finding, 'pernicious-anaemia': finding, gastrinoma: finding, zes: finding, men1: finding, 'h-pylori': finding, 'renal-failure': finding });
const pictures: fc.Arbitrary<ClinicalPicture> = fc.record({
  numbers: fc.record<Story>({ ki67: maybe(ki67), mitoses: maybe(mitoses) }),
  older: maybe(fc.record({ ki67, mitoses })),
  differentiation: fc.constantFrom('well', 'poor', 'unknown' as const),
  histology: fc.constantFrom({ kind: 'unknown', subtype: null } as const, { kind: 'NET', subtype: null } as const, { kind: 'NEC', subtype: null } as const, { kind: 'NEC', subtype: 'small-cell' } as const, { kind: 'MiNEN', subtype: null } as const),
  codedKind: fc.constantFrom('NET', 'NEC', 'MiNEN', 'unknown' as const),
  gastrin: fc.constantFrom(gastrinUnknown, gastrinNormal, gastrinElevated, gastrinUnclassified), known: backgrounds,
  size: maybe(fc.constantFrom(5, 9.9, 10, 15, 25)), lesions: fc.constantFrom('solitary', 'multiple', 'unknown' as const),
  depth: fc.constantFrom(null, 'submucosa', 'muscularis-propria', 'serosa' as const), n: fc.constantFrom(null, 'N0', 'N1' as const), m: fc.constantFrom(null, 'M0', 'M1' as const),
  otherComponent: fc.constantFrom('adenocarcinoma', 'none', 'unknown' as const), tp53: fc.constantFrom('altered', 'intact', 'unknown' as const), daxx: fc.constantFrom('altered', 'unknown' as const),
  recordedGrade: fc.constantFrom(null, ...GRADES), recordedType: fc.constantFrom(null, 'I', 'II', 'III' as const), ppi: fc.boolean(), course: fc.constantFrom('slow', 'progressive', 'unknown' as const),
  sites: fc.constantFrom<string[]>([], ['liver'], ['bone']), unresectable: fc.constantFrom('yes', 'no', 'unknown' as const),
}).map((s) => aPicture({
  proliferation: [set({ ki67: s.numbers.ki67 === undefined ? [] : percent(s.numbers.ki67), mitoses: s.numbers.mitoses === undefined ? [] : count(s.numbers.mitoses), specimen: 'b' }),
    ...(s.older === undefined ? [] : [set({ ki67: percent(s.older.ki67), mitoses: count(s.older.mitoses), on: '2024-01-01', specimen: 'a' })])],
  differentiation: s.differentiation, histology: s.histology, codedKind: s.codedKind, gastrin: s.gastrin, background: background(s.known), sizeMm: s.size === undefined ? null : mm(s.size), lesions: s.lesions, depth: s.depth,
  recorded: { t: null, n: s.n, m: s.m, group: null, grade: s.recordedGrade, type: s.recordedType, necG3: false }, otherComponent: s.otherComponent,
  genes: { ...aPicture().genes, tp53: s.tp53, daxx: s.daxx }, activeDrugs: s.ppi ? [{ drug: 'ppi', resource: 'MedicationRequest/1', name: 'omeprazole', textMatch: false }] : [], course: s.course,
  metastasis: { ...aPicture().metastasis, sites: s.sites }, unresectable: s.unresectable,
}));

const conclude = (picture: ClinicalPicture): ApplicableConclusion => {
  const conclusion = assess(picture, TODAY);
  if (!conclusion.applicable) throw new Error('a gastric NEN was on record');
  return conclusion;
};

test('raising Ki-67 or mitoses never lowers the grade', () => {
  fc.assert(fc.property(maybe(ki67), maybe(mitoses), fc.double({ min: 0, max: 80, noNaN: true }), fc.double({ min: 0, max: 80, noNaN: true }), (k, m, moreK, moreM) => {
    const levels = (a: number | undefined, b: number | undefined) => {
      const { value, candidates } = classify(aPicture({ differentiation: 'well', proliferation: [set({ ki67: a === undefined ? [] : percent(a), mitoses: b === undefined ? [] : count(b) })] })).grade;
      return { value: value === null ? 0 : Number(value[1]), least: Math.min(4, ...candidates.map((g) => Number(g[1]))) };
    };
    const before = levels(k, m);
    const after = levels(k === undefined ? undefined : Math.min(100, k + moreK), m === undefined ? undefined : m + moreM);
    expect(after.value).toBeGreaterThanOrEqual(before.value);
    expect(after.least).toBeGreaterThanOrEqual(before.least);
  }), RUNS);
});

/** Each way of taking one fact away. */
const WITHOUT: readonly ((p: ClinicalPicture) => ClinicalPicture)[] = [
  (p) => ({ ...p, proliferation: p.proliferation.map((s) => ({ ...s, ki67: [] })) }),
  (p) => ({ ...p, proliferation: p.proliferation.map((s) => ({ ...s, mitoses: [] })) }),
  (p) => ({ ...p, differentiation: 'unknown' }),
  (p) => ({ ...p, gastrin: gastrinUnknown }),
  (p) => ({ ...p, background: { ...p.background, 'atrophic-gastritis': [] } }),
  (p) => ({ ...p, background: { ...p.background, 'pernicious-anaemia': [] } }),
  (p) => ({ ...p, background: { ...p.background, gastrinoma: [] } }),
  (p) => ({ ...p, background: { ...p.background, zes: [] } }),
  (p) => ({ ...p, background: { ...p.background, men1: [] } }),
];

test('adding a fact never turns an established answer into a different established answer without a named conflict', () => {
  fc.assert(fc.property(pictures, fc.constantFrom(...WITHOUT), (full, without) => {
    const before = conclude(without(full));
    const after = conclude(full);
    for (const part of ['grade', 'type'] as const) {
      if (before[part].status !== 'established' || after[part].status !== 'established' || before[part].value === after[part].value) continue;
      expect(after.conflicts.length).toBeGreaterThan(0);
    }
  }), RUNS);
});

test('taking Ki-67 or mitoses away never makes the grade more certain, taking gastrin away never the type', () => {
  fc.assert(fc.property(pictures, (full) => {
    if (full.differentiation === 'unknown' || full.proliferation.length > 1) return;
    const grade = conclude(full).grade;
    for (const without of WITHOUT.slice(0, 2)) {
      const less = conclude(without(full)).grade;
      if (grade.status === 'provisional' || grade.status === 'indeterminate') expect(less.status).not.toBe('established');
      if (grade.status !== 'contradictory' && less.status !== 'missing' && less.status !== 'as-reported') expect(less.candidates).toEqual(expect.arrayContaining(grade.candidates));
    }
    const withoutGastrin = conclude(WITHOUT[3]!(full)).type;
    expect(withoutGastrin.status).not.toBe('established');
  }), RUNS);
});

test('the order of the input never matters', () => {
  fc.assert(fc.property(pictures, (picture) => {
    const reversed: ClinicalPicture = {
      ...picture, proliferation: [...picture.proliferation].reverse().map((s) => ({ ...s, ki67: [...s.ki67].reverse(), mitoses: [...s.mitoses].reverse() })),
      background: Object.fromEntries(Object.entries(picture.background).map(([k, v]) => [k, [...v].reverse()])) as ClinicalPicture['background'],
      metastasis: { ...picture.metastasis, sites: [...picture.metastasis.sites].reverse() }, activeDrugs: [...picture.activeDrugs].reverse(),
    };
    expect(JSON.stringify(assess(reversed, TODAY))).toBe(JSON.stringify(assess(picture, TODAY)));
  }), RUNS);
});

test('assessing twice gives the same, and leaves the picture as it was', () => {
  fc.assert(fc.property(pictures, (picture) => {
    const before = JSON.stringify(picture);
    expect(JSON.stringify(assess(picture, TODAY))).toBe(JSON.stringify(assess(picture, TODAY)));
    expect(JSON.stringify(picture)).toBe(before);
  }), RUNS);
});

test('no platinum for a NET by Ki-67 alone', () => {
  fc.assert(fc.property(pictures, (picture) => {
    const c = conclude(picture);
    if (c.neoplasm.kind === 'NEC') return;
    expect(c.recommendations.filter((r) => r.code === 'chemo-etoposide-platinum' || r.code === 'chemo-irinotecan-cisplatin')).toEqual([]);
  }), RUNS);
});

test('avoid-ppi never appears for type II', () => {
  fc.assert(fc.property(pictures, (picture) => {
    const c = conclude(picture);
    if (c.type.value === 'II') expect(c.recommendations.map((r) => r.code)).not.toContain('avoid-ppi');
  }), RUNS);
});

test('no recommendation stands twice under one rule', () => {
  fc.assert(fc.property(pictures, (picture) => {
    const keys = conclude(picture).recommendations.map((r) => `${r.rule} ${r.code}`);
    expect(new Set(keys).size).toBe(keys.length);
  }), RUNS);
});
