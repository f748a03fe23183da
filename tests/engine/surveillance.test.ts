import { classify } from '../../src/engine/classify';
import type { ClinicalPicture } from '../../src/engine/picture';
import { SURVEILLANCE_RULES } from '../../src/engine/rules/surveillance';
import { SURVEILLANCE_TABLE, surveillanceBands } from '../../src/engine/rules/surveillance-table';
import { audit } from '../../src/engine/table';
import { aPicture, gastrinElevated } from './a-picture';
import { G1, G2, G3, act, managed, metastatic, nec, noticed, on, spread, typeI, typeII, typeIII } from './management/cases';

const DIAGNOSED = (day: string) => ({ dates: { ...aPicture().dates, diagnosis: on(day) } });
const R0 = { margin: 'R0' } as const;
const rulesOf = (picture: ClinicalPicture) => managed(picture).surveillance.rules;
const due = (picture: ClinicalPicture, asOf?: string) => managed(picture, asOf).surveillance.due;

describe('the surveillance table', () => {
  test('has no gap, no overlap and no idle row', () => {
    expect(audit(SURVEILLANCE_TABLE)).toEqual({ gaps: [], overlaps: [], idle: [] });
  });

  test.each<[string, ClinicalPicture, string]>([
    ['distant metastasis', metastatic(), 'SU-1'],
    ['metastatic MiNEN', nec({ histology: { kind: 'MiNEN', subtype: null }, metastasis: spread() }), 'SU-1'],
    ['R2 resection', typeIII({ acts: [act('radical-gastrectomy', '2026-01-01', { margin: 'R2' })] }), 'SU-1'],
    ['palliative resection', nec({ acts: [act('local-excision', '2026-01-01', { intent: 'palliative' })] }), 'SU-1'],
    ['R0 after R2', nec({ acts: [act('radical-gastrectomy', '2026-02-01', R0), act('radical-gastrectomy', '2026-01-01', { margin: 'R2' })] }), 'SU-2'],
    ['R0 and R2 on one day', nec({ acts: [act('radical-gastrectomy', '2026-01-01', { margin: 'R2' }), act('radical-gastrectomy', '2026-01-01', R0)] }), 'SU-1'],
    ['R2 after R0 on one day', nec({ acts: [act('radical-gastrectomy', '2026-01-01', R0), act('radical-gastrectomy', '2026-01-01', { margin: 'R2' })] }), 'SU-1'],
    ['unresectable in place', typeIII({ unresectable: 'yes' }), 'SU-1'],
    ['surgery declined in place', nec({ surgeryDeclined: 'yes' }), 'SU-1'],
    ['surgery declined, type I without a feature', typeI({ surgeryDeclined: 'yes' }), 'SU-3'],
    ['surgery declined, type I into the muscle', typeI({ surgeryDeclined: 'yes', depth: 'muscularis-propria' }), 'SU-1'],
    ['unresectable type II', typeII({ unresectable: 'yes' }), 'SU-5'],
    ['R2 in type II', typeII({ acts: [act('local-excision', '2026-01-01', { margin: 'R2' })] }), 'SU-5'],
    ['type II with metastasis of the gastric tumour', typeII({ metastasis: spread() }), 'SU-1'],
    ['type II with metastasis of unrecorded origin', typeII({ metastasis: spread({ originRecorded: false }) }), 'SU-5'],
    ['type III after endoscopic resection', typeIII({ acts: [act('endoscopic-resection', '2026-01-01', R0)] }), 'SU-5'],
    ['type III after local excision of unknown margin', typeIII({ acts: [act('local-excision')] }), 'SU-5'],
    ['MiNEN', nec({ histology: { kind: 'MiNEN', subtype: null } }), 'SU-5'],
    ['NEC after R1 surgery', nec({ acts: [act('radical-gastrectomy', '2026-01-01', { margin: 'R1' })] }), 'SU-2'],
    ['type I after R0 surgery', typeI({ acts: [act('local-excision', '2026-01-01', R0)] }), 'SU-2'],
    ['type III after R0 radical surgery', typeIII({ acts: [act('radical-gastrectomy', '2026-01-01', R0)] }), 'SU-4'],
    ['type III, endoscopic first, then radical', typeIII({ acts: [act('endoscopic-resection', '2026-01-01', R0), act('radical-gastrectomy', '2026-02-01', R0)] }), 'SU-4'],
    ['type I watched', typeI(), 'SU-3'],
    ['type I resected by endoscope', typeI({ acts: [act('endoscopic-resection')] }), 'SU-3'],
    ['type I with metastasis unknown', typeI({ metastasis: aPicture().metastasis }), 'SU-3'],
    ['type I after surgery of unknown margin', typeI({ acts: [act('surgery-unspecified')] }), 'SU-6'],
    ['type III untreated as far as known', typeIII(), 'SU-6'],
    ['type III after radical surgery of unknown margin', typeIII({ acts: [act('radical-gastrectomy')] }), 'SU-6'],
    ['type III after an unspecified operation', typeIII({ acts: [act('surgery-unspecified', '2026-01-01', R0)] }), 'SU-6'],
    ['NEC not operated as far as known', nec(), 'SU-6'],
    ['undetermined type', aPicture({ ...G1, gastrin: gastrinElevated }), 'SU-6'],
  ])('%s', (_, picture, rule) => {
    expect(rulesOf(picture)[0]).toBe(rule);
    expect(SURVEILLANCE_TABLE.decide(surveillanceBands({ picture, classified: classify(picture), asOf: '2026-11-22' })).id).toBe(rule);
  });
});

describe('what each row says', () => {
  test('SU-3: the whole schedule, the ENETS floor beside it', () => {
    expect(managed(typeI(DIAGNOSED('2026-01-31'))).surveillance).toEqual({
      every: { min: 6, max: 12 }, forYears: 5, then: { min: 12, max: 12 }, phase: 'initial', tests: ['gastroscopy', 'vitamin-b12', 'thyroid-function'],
      due: { earliest: '2026-07-31', latest: '2027-01-31', overdue: false }, basis: 'stated', rules: ['SU-3', 'SU-7'],
    });
    expect(noticed(typeI(DIAGNOSED('2026-01-31')))).toContain('SU-7 surveillance-enets-floor');
  });

  test('SU-3 in a type I with a feature carries the remark of M1-4', () => {
    expect(rulesOf(typeI({ depth: 'serosa' }))).toEqual(['SU-3', 'SU-7', 'M1-4']);
    expect(noticed(typeI({ depth: 'serosa' }))).toContain('M1-4 m1-4-remark');
  });

  test('SU-1: two to three months without an end', () => {
    expect(managed(metastatic()).surveillance).toMatchObject({ every: { min: 2, max: 3 }, forYears: null, then: null, phase: 'open-ended', basis: 'stated', rules: ['SU-1'] });
  });

  test('SU-2 in type I says that it is literal, in NEC it does not', () => {
    expect(noticed(typeI({ acts: [act('local-excision', '2026-01-01', R0)] }))).toContain('SU-2 surveillance-stricter-literal');
    expect(noticed(nec({ acts: [act('local-excision', '2026-01-01', R0)] }))).not.toContain('SU-2 surveillance-stricter-literal');
  });

  test('SU-4 is named as extended', () => {
    const picture = typeIII({ acts: [act('radical-gastrectomy', '2026-01-01', R0)] });
    expect(managed(picture).surveillance).toMatchObject({ every: { min: 3, max: 6 }, forYears: 5, then: { min: 12, max: 12 }, basis: 'extended', rules: ['SU-4'] });
    expect(noticed(picture)).toContain('SU-4 surveillance-extended');
  });

  test('SU-5 gives no interval and asks for a discussion', () => {
    expect(managed(typeII()).surveillance).toEqual({ every: null, forYears: null, then: null, phase: null, tests: [], due: null, basis: 'none-stated', rules: ['SU-5'] });
    expect(managed(typeII()).recommendations.at(-1)).toMatchObject({ code: 'mdt-discussion', rule: 'SU-5', strength: 'recommended' });
    expect(noticed(typeII())).toContain('SU-5 surveillance-none-stated');
  });

  test.each<[string, ClinicalPicture, string[]]>([
    ['a NEC without treatment on record', nec(), ['treatment']],
    ['an operation without its margin', typeI({ acts: [act('local-excision')] }), ['treatment.margin']],
    ['an operation without its kind', typeIII({ acts: [act('surgery-unspecified', '2026-01-01', R0)] }), ['treatment.surgery']],
    ['a type not determined', aPicture({ ...G1 }), ['background', 'gastrin', 'treatment']],
    ['NET or NEC', aPicture({ ...G3, differentiation: 'unknown', acts: [act('local-excision')] }), ['differentiation']],
    ['a kind that contradicts itself', aPicture({ ...G1, differentiation: 'poor', acts: [act('local-excision')] }), ['histology']],
    ['a type whose findings contradict each other', aPicture({ ...G1, gastrin: typeI().gastrin, background: { ...typeI().background, gastrinoma: typeII().background.gastrinoma }, acts: [act('local-excision')] }), ['background']],
  ])('SU-6 names what is missing: %s', (_, picture, facts) => {
    const { surveillance, missing } = managed(picture);
    expect(surveillance).toMatchObject({ every: null, due: null, basis: 'missing', rules: ['SU-6'] });
    expect(missing.filter((m) => m.rule === 'SU-6').map((m) => m.fact).sort()).toEqual(facts);
  });

  test.each<[string, ClinicalPicture, boolean]>([
    ['NET G2, CgA normal', metastatic({ ...G2, labs: cga('normal') }), true],
    ['NET G3, CgA low', metastatic({ ...G3, labs: cga('low') }), true],
    ['NEC, CgA normal', nec({ metastasis: spread(), labs: cga('normal') }), true],
    ['NET G1, CgA normal', metastatic({ ...G1, labs: cga('normal') }), false],
    ['NET G2, CgA raised', metastatic({ ...G2, labs: cga('high') }), false],
    ['NET G2, CgA unknown', metastatic(G2), false],
    ['MiNEN, CgA normal', nec({ histology: { kind: 'MiNEN', subtype: null }, metastasis: spread(), labs: cga('normal') }), false],
  ])('NSE replaces CgA: %s', (_, picture, replaced) => {
    const { surveillance } = managed(picture);
    expect([surveillance.tests.includes('chromogranin-a'), surveillance.tests.includes('nse'), surveillance.rules.includes('SU-8')]).toEqual([!replaced, true, replaced]);
    expect(noticed(picture).includes('SU-8 nse-replaces-cga')).toBe(replaced);
  });

  test('SU-3 has no CgA to replace', () => {
    expect(rulesOf(typeI({ ...G2, labs: cga('normal') }))).toEqual(['SU-3', 'SU-7']);
  });
});

function cga(level: 'low' | 'normal' | 'high'): ClinicalPicture['labs'] {
  return { ...aPicture().labs, cga: { level, value: '50 ng/mL', date: null, resource: 'Observation/cga' } };
}

describe('when the next visit is due', () => {
  const scope = (diagnosis: string | null, last: string | null) => ({ dates: { ...aPicture().dates, diagnosis: diagnosis === null ? null : on(diagnosis), lastGastroscopy: last === null ? null : on(last) } });

  test.each([
    ['2025-08-31', '2026-02-28', '2026-08-31'],
    ['2023-08-31', '2024-02-29', '2024-08-31'],
    ['2024-02-29', '2024-08-29', '2025-02-28'],
  ])('month ends are clamped: from %s due %s to %s', (from, earliest, latest) => {
    expect(due(typeI(scope(from, null)))).toMatchObject({ earliest, latest });
  });

  test('the last gastroscopy counts when it is later than the diagnosis', () => {
    expect(due(typeI(scope('2025-01-01', '2026-03-01')))).toEqual({ earliest: '2026-09-01', latest: '2027-03-01', overdue: false });
  });

  test('a gastroscopy before the resection does not count, the resection does', () => {
    expect(due(typeI({ ...scope('2020-01-01', '2026-03-01'), acts: [act('endoscopic-resection', '2026-04-01')] }))).toMatchObject({ earliest: '2026-10-01' });
    expect(due(typeI({ ...scope('2020-01-01', null), acts: [act('endoscopic-resection', '2026-04-01'), act('gastroscopy', '2026-05-01')] }))).toMatchObject({ earliest: '2026-11-01' });
  });

  test.each([
    ['2026-10-31', false],
    ['2026-11-01', false],
    ['2026-11-02', true],
  ])('on %s overdue is %p', (asOf, overdue) => {
    expect(due(typeI(scope('2025-11-01', null)), asOf)).toEqual({ earliest: '2026-05-01', latest: '2026-11-01', overdue });
  });

  test.each([
    ['2026-05-09', 'initial', '2026-04-10'],
    ['2026-05-10', 'later', '2027-01-10'],
  ])('on %s the %s half holds from the day the five years are complete', (asOf, phase, earliest) => {
    const picture = nec({ dates: { ...aPicture().dates, lastGastroscopy: on('2026-01-10') }, acts: [act('radical-gastrectomy', '2021-05-10', R0)] });
    expect(managed(picture, asOf).surveillance.phase).toBe(phase);
    expect(due(picture, asOf)?.earliest).toBe(earliest);
  });

  test('a date known to the year or month gives a window', () => {
    expect(due(typeI({ dates: { ...aPicture().dates, diagnosis: { first: '2026-05-01', last: '2026-05-31' } } }))).toMatchObject({ earliest: '2026-11-01', latest: '2027-05-31' });
    expect(managed(typeI({ dates: { ...aPicture().dates, diagnosis: { first: '2021-01-01', last: '2021-12-31' } } })).surveillance.phase).toBe('initial');
  });

  test('metastatic disease counts the last imaging too, other schedules do not', () => {
    const dates = { ...aPicture().dates, diagnosis: on('2026-01-01'), lastGastroscopy: on('2026-02-01'), lastImaging: on('2026-10-01') };
    expect(due(metastatic({ dates }))).toMatchObject({ earliest: '2026-12-01', latest: '2027-01-01' });
    expect(due(metastatic({ dates, acts: [act('ct', '2026-11-01'), act('mri', '2026-06-01')] }))).toMatchObject({ earliest: '2027-01-01' });
    expect(due(typeI({ dates }))).toMatchObject({ earliest: '2026-08-01' });
  });

  test('without any date nothing is due and the dates are missing', () => {
    const { surveillance, missing } = managed(metastatic());
    expect(surveillance.due).toBeNull();
    expect(missing.filter((m) => m.rule === 'SU-1')).toEqual(['dates.diagnosis', 'dates.last-gastroscopy', 'dates.last-imaging'].map((fact) => ({ fact, for: ['surveillance'], rule: 'SU-1' })));
    expect(noticed(metastatic())).toContain('SU-1 surveillance-date-missing');
  });

  test('without the anchor the phase stays open, and the visit is counted from the last gastroscopy', () => {
    const picture = typeI(scope(null, '2026-06-01'));
    expect(managed(picture).surveillance).toMatchObject({ phase: null, due: { earliest: '2026-12-01', latest: '2027-06-01', overdue: false } });
    expect(managed(typeI({ ...scope('2020-01-01', null), acts: [act('endoscopic-resection', null)] })).missing.filter((m) => m.rule === 'SU-3').map((m) => m.fact)).toEqual(['dates.treatment']);
  });
});

test('every surveillance rule is in the rulebook once, with its source', () => {
  expect(SURVEILLANCE_RULES.map((r) => r.id)).toEqual(['SU-1', 'SU-2', 'SU-3', 'SU-4', 'SU-5', 'SU-6', 'SU-7', 'SU-8']);
  for (const rule of SURVEILLANCE_RULES) expect([rule.when, rule.then, rule.because.says, rule.because.at].every((text) => text.length > 0)).toBe(true);
  expect(SURVEILLANCE_RULES.find((r) => r.id === 'SU-3')?.newer).toEqual(['NW-2', 'NW-13']);
});
