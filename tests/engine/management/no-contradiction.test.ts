import fc from 'fast-check';
import { classify } from '../../../src/engine/classify';
import type { Recommendation } from '../../../src/engine/assessment';
import type { BackgroundFinding, ClinicalPicture } from '../../../src/engine/picture';
import { MANAGEMENT_RULES, manage } from '../../../src/engine/rules/management';
import { NEWER_NOTES, ORDER_RULES, PROGNOSIS_RULES, SUPPORTIVE_RULES, SURVEILLANCE_RULES, newerBeside } from '../../../src/engine/rules/newer';
import { TODAY, aPicture, absent, count, gastrinElevated, gastrinNormal, gastrinUnknown, mm, percent, present, set } from '../a-picture';
import { advice, managed, metastatic, typeIII } from './cases';

const tri = fc.constantFrom('yes', 'no', 'unknown' as const);
const finding = fc.constantFrom<BackgroundFinding[]>([], present(), absent());
const size = fc.constantFrom(null, mm(5), mm(9.9), mm(10), mm(10.1), mm(25));

/** Pictures over every fact that a row of sections 8 and 9 asks for, at both sides of its edges. */
const pictures: fc.Arbitrary<ClinicalPicture> = fc.record({
  ki67: fc.constantFrom(null, 1, 5, 10, 10.1, 25, 54.9, 55, 80), mitoses: fc.constantFrom(null, 1, 10, 30),
  differentiation: fc.constantFrom('well', 'poor', 'unknown' as const), histology: fc.constantFrom('NET', 'NEC', 'MiNEN', 'unknown' as const),
  gastrin: fc.constantFrom(gastrinElevated, gastrinNormal, gastrinUnknown),
  atrophic: finding, gastrinoma: finding, zes: finding, men1: finding, pylori: finding,
  sizeMm: size, depth: fc.constantFrom(null, 'submucosa', 'muscularis-propria', 'serosa' as const),
  eus: fc.constantFrom(null, 'negative', 'positive' as const), imaging: fc.constantFrom(null, 'negative', 'positive' as const),
  category: fc.constantFrom(null, 'M0', 'M1' as const), sites: fc.constantFrom<string[]>([], ['liver'], ['liver', 'bone']),
  extent: fc.constantFrom(null, 'liver-only', 'extrahepatic' as const), liverPattern: fc.constantFrom(null, 'single', 'diffuse', 'other' as const), originRecorded: fc.boolean(),
  unresectable: tri, surgeryDeclined: tri, incomplete: tri, recurrence: tri, carcinoid: tri, hypersecretion: tri, nonFunctioning: tri,
  course: fc.constantFrom('slow', 'stable', 'progressive', 'unknown' as const), sstr: fc.constantFrom('positive', 'negative', 'unknown' as const), sstr2: fc.constantFrom('positive', 'negative', 'unknown' as const),
  ppi: fc.boolean(), prior: fc.boolean(), operated: fc.constantFrom(null, 'R0', 'R2' as const),
}).map((g) => {
  const blank = aPicture();
  return {
    ...blank, differentiation: g.differentiation, histology: { kind: g.histology, subtype: null }, gastrin: g.gastrin, sizeMm: g.sizeMm, depth: g.depth, lesions: 'multiple' as const,
    proliferation: [set({ ...(g.ki67 === null ? {} : { ki67: percent(g.ki67) }), ...(g.mitoses === null ? {} : { mitoses: count(g.mitoses) }) })],
    background: { ...blank.background, 'atrophic-gastritis': g.atrophic, gastrinoma: g.gastrinoma, zes: g.zes, men1: g.men1, 'h-pylori': g.pylori },
    nodes: { ...blank.nodes, eus: g.eus, imaging: g.imaging }, metastasis: { category: g.category, sites: g.category === 'M0' ? [] : g.sites, extent: g.extent, liverPattern: g.liverPattern, originRecorded: g.originRecorded },
    unresectable: g.unresectable, surgeryDeclined: g.surgeryDeclined, incompleteEndoscopicClearance: g.incomplete, recurrenceAfterEndoscopy: g.recurrence, course: g.course,
    function: { carcinoidSyndrome: g.carcinoid, gastrinomaHypersecretion: g.hypersecretion, nonFunctioning: g.nonFunctioning },
    markers: { ...blank.markers, 'sstr-imaging': g.sstr, sstr2: g.sstr2 }, activeDrugs: g.ppi ? [{ drug: 'ppi' as const, resource: 'MedicationRequest/1', name: 'omeprazole', textMatch: false }] : [],
    priorSystemic: g.prior ? ['everolimus' as const] : [],
    acts: g.operated === null ? [] : [{ act: 'radical-gastrectomy' as const, date: null, resource: 'Procedure/1', margin: g.operated, intent: null }],
  };
});

const isFor = (r: Recommendation): boolean => r.strength === 'recommended' || r.strength === 'consider';
const SURGERY = ['surgical-resection', 'radical-gastrectomy', 'local-gastrectomy', 'partial-gastrectomy', 'primary-resection', 'primary-and-metastasis-resection'];
const runs = { numRuns: 1000 };

describe('for every picture', () => {
  test('no code is firmly advised for and against at once', () => {
    fc.assert(fc.property(pictures, (picture) => {
      const firm = managed(picture).recommendations.filter((r) => !r.conditional);
      const against = firm.filter((r) => !isFor(r));
      const codesFor = new Set<string>(firm.filter(isFor).map((r) => r.code));
      expect(against.filter((r) => codesFor.has(r.code))).toEqual([]);
      if (against.some((r) => r.code === 'surgical-resection')) expect(SURGERY.filter((code) => codesFor.has(code))).toEqual([]);
    }), runs);
  });

  test('a PPI is never advised against while acid control is advised, nor in type II', () => {
    fc.assert(fc.property(pictures, (picture) => {
      const { recommendations } = managed(picture);
      if (!recommendations.some((r) => r.code === 'avoid-ppi')) return;
      expect(classify(picture).type.value).toBe('I');
      expect(recommendations.filter((r) => r.code.startsWith('ppi-') || r.code === 'keep-ppi-unchanged')).toEqual([]);
    }), runs);
  });

  test('a NET never gets etoposide-platinum, and an open kind neither drug nor operation', () => {
    fc.assert(fc.property(pictures, (picture) => {
      const { kind } = classify(picture).neoplasm;
      const codes: string[] = managed(picture).recommendations.filter((r) => !r.rule.startsWith('SC')).map((r) => r.code);
      if (kind === 'NET') expect(codes).not.toContain('chemo-etoposide-platinum');
      if (kind === 'NET-or-NEC' || kind === 'undetermined') expect(codes.filter((c) => c !== 'pathology-review' && c !== 'mdt-discussion')).toEqual([]);
    }), runs);
  });

  test('what is conditional says what it waits for in `missing`, for that code; what is firm waits for nothing', () => {
    fc.assert(fc.property(pictures, (picture) => {
      const { recommendations, missing } = managed(picture);
      for (const r of recommendations) {
        for (const fact of r.needs) expect(missing.some((m) => m.fact === fact && m.rule === r.rule && m.for.includes(r.code))).toBe(true);
        if (!r.conditional) expect(r.needs).toEqual([]);
        else if (r.rule !== 'NC-3' && r.rule !== 'M2-3') expect(r.needs.length).toBeGreaterThan(0);
      }
    }), runs);
  });

  test('one entry per rule and code, each with a source that the rulebook knows', () => {
    const known = new Set([...MANAGEMENT_RULES, ...SUPPORTIVE_RULES, ...SURVEILLANCE_RULES].map((r) => r.id));
    fc.assert(fc.property(pictures, (picture) => {
      const { recommendations } = managed(picture);
      const keys = recommendations.map((r) => `${r.rule} ${r.code}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const r of recommendations) expect([known.has(r.rule) || /^(GR|TY)-/.test(r.rule), r.attribution.length > 0]).toEqual([true, true]);
    }), runs);
  });

  test('the same picture gives the same answer', () => {
    fc.assert(fc.property(pictures, (picture) => {
      expect(JSON.stringify(manage(picture, classify(picture), TODAY))).toBe(JSON.stringify(manage(picture, classify(picture), TODAY)));
    }), { numRuns: 200 });
  });
});

describe('the rulebook of sections 8 to 14', () => {
  const ids = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}-${i + 1}`);
  const all = [...MANAGEMENT_RULES, ...SUPPORTIVE_RULES, ...SURVEILLANCE_RULES, ...PROGNOSIS_RULES, ...ORDER_RULES];

  test('holds every rule once', () => {
    const expected = [...ids('M1', 7), ...ids('M2', 7), ...ids('M3', 8), ...ids('NC', 4), ...ids('MT', 17), ...ids('MN', 7), ...ids('MX', 1), ...ids('SC', 8), ...ids('SU', 8), ...ids('PR', 3), ...ids('OR', 16)];
    expect(all.map((r) => r.id).sort()).toEqual([...expected].sort());
  });

  test('every rule says when, what follows, and where it comes from', () => {
    for (const rule of all) {
      expect([rule.id, rule.when !== '', rule.then !== '', rule.because.says !== '', rule.because.at !== '', rule.because.attributedTo.length > 0]).toEqual([rule.id, true, true, true, true, true]);
      expect(Object.keys(rule).sort()).toEqual(['because', 'id', 'newer', 'then', 'topic', 'when']);
    }
  });

  test('the newer notes are NW-1 to NW-15 and stand beside their rules', () => {
    expect(NEWER_NOTES.map((n) => n.id)).toEqual(ids('NW', 15));
    expect([newerBeside('SU-3'), newerBeside('MN-2'), newerBeside('M1-1')]).toEqual([['NW-2', 'NW-13'], ['NW-11'], []]);
    expect(NEWER_NOTES.filter((n) => n.tag === 'V1').map((n) => n.id)).toEqual(['NW-6', 'NW-11', 'NW-14']);
    expect(NEWER_NOTES.find((n) => n.id === 'NW-15')?.tag).toBeNull();
  });

  test('a rule and the advice it gives name the same newer notes', () => {
    for (const r of [...managed(metastatic()).recommendations, ...managed(typeIII()).recommendations]) expect(r.newer).toEqual(all.find((rule) => rule.id === r.rule)?.newer);
    expect(advice(typeIII())[0]).toBe('M3-2 endoscopic-resection consider');
  });
});
