import type { ClinicalPicture } from '../../../src/engine/picture';
import { aPicture, count, percent, set } from '../a-picture';
import { G3, advice, askedBy, background, functioning, ki67, managed, metastatic, nonFunctioning, noticed, present, spread, typeI, typeII } from './cases';

const markers = (imaging: 'positive' | 'negative' | 'unknown', sstr2: 'positive' | 'negative' | 'unknown'): ClinicalPicture['markers'] => ({ ...aPicture().markers, 'sstr-imaging': imaging, sstr2 });
const liver = (picture: ClinicalPicture) => advice(picture).filter((l) => /^MT-(1|2|3|4|16|17) /.test(l));

describe('liver metastases of a NET', () => {
  test.each([
    ['no', ['MT-1 primary-and-metastasis-resection recommended']],
    ['yes', ['MT-1 ablation recommended', 'MT-1 tae-tace recommended', 'MT-4 liver-transplant-evaluation consider']],
    ['unknown', ['MT-1 primary-and-metastasis-resection recommended (conditional)', 'MT-1 ablation recommended (conditional)', 'MT-1 tae-tace recommended (conditional)']],
  ] as const)('a single one, unresectable: %s', (unresectable, expected) => {
    expect(liver(metastatic({ unresectable }))).toEqual(expected);
  });

  test('one dominant with small ones: resection, and the discussion is essential', () => {
    expect(liver(metastatic({ metastasis: spread({ liverPattern: 'dominant-with-small-bilobar' }) }))).toEqual(['MT-2 primary-and-metastasis-resection recommended', 'MT-2 mdt-discussion recommended']);
  });

  test('diffuse: the primary, with its attribution and level', () => {
    const picture = metastatic({ metastasis: spread({ liverPattern: 'diffuse' }) });
    expect(liver(picture)).toEqual(['MT-3 primary-resection recommended']);
    expect(managed(picture).recommendations[0]).toMatchObject({ attribution: ['CSCO 2021'], about: { level: 'I' } });
  });

  test('only the liver recorded, extent not: conditional on the extent', () => {
    const picture = metastatic({ metastasis: spread({ extent: null }) });
    expect(liver(picture)).toEqual(['MT-1 primary-and-metastasis-resection recommended (conditional)']);
    expect(askedBy(picture, 'MT-1')).toEqual(['metastasis.extent']);
  });

  test.each([
    ['another pattern', metastatic({ metastasis: spread({ liverPattern: 'other' }) }), []],
    ['an unknown pattern', metastatic({ metastasis: spread({ liverPattern: null }) }), ['metastasis.liver-pattern']],
    ['a metastasis of unstated place', metastatic({ metastasis: spread({ liverPattern: null, extent: null, sites: ['unstated'] }) }), ['metastasis.extent', 'metastasis.liver-pattern']],
    ['nothing but M1', metastatic({ metastasis: spread({ liverPattern: null, extent: null, sites: [] }) }), ['metastasis.extent', 'metastasis.liver-pattern']],
    ['an unknown grade', metastatic({ proliferation: [] }), ['ki67', 'mitoses']],
  ])('%s is forced into no class', (_, picture, asked) => {
    expect(liver(picture)).toEqual(['MT-16 mdt-discussion recommended']);
    expect(askedBy(picture, 'MT-16')).toEqual(asked);
  });

  test('a provisional grade keeps the class, conditionally', () => {
    expect(liver(metastatic({ proliferation: [set({ ki67: percent(5) })] }))).toEqual(['MT-1 primary-and-metastasis-resection recommended (conditional)']);
  });

  test('a G3 that is only reported: discussed, until the counts are known', () => {
    const picture = metastatic({ proliferation: [], recorded: { ...aPicture().recorded, grade: 'G3' } });
    expect(liver(picture)).toEqual(['MT-17 mdt-discussion recommended (conditional)']);
    expect(askedBy(picture, 'MT-17')).toEqual(['ki67', 'mitoses']);
    expect(noticed(picture)).not.toContain('MT-17 liver-rules-do-not-apply');
    expect(liver(metastatic({ proliferation: [], recorded: { ...aPicture().recorded, grade: 'G2' } }))).toEqual(['MT-1 primary-and-metastasis-resection recommended (conditional)']);
  });

  test.each([
    ['G3', metastatic({ ...G3 })],
    ['peritoneum beside the liver', metastatic({ metastasis: spread({ extent: 'liver-and-extrahepatic' }) })],
    ['bone only', metastatic({ metastasis: spread({ extent: 'extrahepatic', sites: ['bone'], liverPattern: null }) })],
    ['a site outside an extent that says liver only', metastatic({ metastasis: spread({ sites: ['liver', 'bone'] }) })],
  ])('%s: the liver rules do not apply and that is said', (_, picture) => {
    expect(liver(picture)).toEqual(['MT-17 mdt-discussion recommended']);
    expect(noticed(picture)).toContain('MT-17 liver-rules-do-not-apply');
  });

  test.each([
    ['the liver recorded', spread(), ['MT-4 liver-transplant-evaluation consider']],
    ['the pattern alone recorded', spread({ sites: [], extent: null }), ['MT-4 liver-transplant-evaluation consider']],
    ['liver and more', spread({ sites: [], extent: 'liver-and-extrahepatic' }), ['MT-4 liver-transplant-evaluation consider']],
    ['sites unknown', spread({ sites: [], extent: null, liverPattern: null }), ['MT-4 liver-transplant-evaluation consider (conditional)']],
    ['sites unstated', spread({ sites: ['unstated'], extent: null, liverPattern: null }), ['MT-4 liver-transplant-evaluation consider (conditional)']],
    ['bone only', spread({ sites: ['bone'], extent: null, liverPattern: null }), []],
    ['extent extrahepatic only', spread({ sites: [], extent: 'extrahepatic', liverPattern: null }), []],
  ])('unresectable with %s: transplantation', (_, metastasis, expected) => {
    expect(advice(metastatic({ unresectable: 'yes', metastasis }), 'MT-4')).toEqual(expected);
  });
});

describe('systemic treatment of a metastatic NET', () => {
  const ssa = (picture: ClinicalPicture) => advice(picture).filter((l) => l.includes('somatostatin'));

  test.each([
    [10, ['MT-5 somatostatin-analogue recommended']],
    [10.1, ['MT-6 somatostatin-analogue not-recommended']],
  ])('Ki-67 %d %%', (value, expected) => {
    expect(ssa(metastatic(ki67(value)))).toEqual(expected);
  });

  test.each([
    ['imaging positive', markers('positive', 'unknown'), ['MT-5 somatostatin-analogue recommended']],
    ['IHC positive, imaging negative', markers('negative', 'positive'), ['MT-5 somatostatin-analogue recommended']],
    ['imaging negative', markers('negative', 'unknown'), ['MT-6 somatostatin-analogue not-recommended']],
    ['IHC negative', markers('unknown', 'negative'), ['MT-6 somatostatin-analogue not-recommended']],
    ['both unknown', markers('unknown', 'unknown'), ['MT-5 somatostatin-analogue recommended (conditional)']],
  ] as const)('receptors: %s', (_, given, expected) => {
    expect(ssa(metastatic({ markers: given }))).toEqual(expected);
  });

  test('the grounds are named', () => {
    const picture = metastatic({ ...ki67(15), markers: markers('negative', 'unknown'), course: 'progressive' });
    expect(managed(picture).recommendations.find((r) => r.rule === 'MT-6')?.about).toEqual({ reasons: 'ki67-above-10 sstr-negative progressive' });
    expect(noticed(picture)).toContain('MT-6 ssa-reason');
  });

  test.each([
    ['carcinoid syndrome', metastatic({ ...ki67(15), function: functioning({ carcinoidSyndrome: 'yes' }) })],
    ['hypersecretion', metastatic({ ...ki67(15), function: functioning({ gastrinomaHypersecretion: 'yes' }) })],
    ['an unresectable type II', typeII({ ...ki67(15), metastasis: spread(), unresectable: 'yes', function: nonFunctioning })],
    ['a type II without wish for surgery', typeII({ ...ki67(15), metastasis: spread(), surgeryDeclined: 'yes', function: nonFunctioning })],
  ])('with %s the drug is for the symptoms and not advised against', (_, picture) => {
    expect(advice(picture, 'MT-6')).toEqual([]);
    expect(noticed(picture)).toContain('MT-6 ssa-for-symptoms-only');
    expect(noticed(picture)).not.toContain('MT-6 ssa-reason');
  });

  test.each([
    ['progressive', 'MT-8 surufatinib recommended', 'MT-9 everolimus recommended'],
    ['unknown', 'MT-8 surufatinib recommended (conditional)', 'MT-9 everolimus recommended (conditional)'],
  ] as const)('course %s: surufatinib and everolimus', (course, ...expected) => {
    expect(advice(metastatic({ course })).filter((l) => /MT-[89]/.test(l))).toEqual(expected);
  });

  test('a slow course brings neither, a functioning tumour no everolimus alone, G3 no surufatinib', () => {
    expect(advice(metastatic({ course: 'stable' })).filter((l) => /MT-[89]/.test(l))).toEqual([]);
    const syndrome = metastatic({ course: 'progressive', function: functioning({ carcinoidSyndrome: 'yes' }) });
    expect(advice(syndrome).filter((l) => /MT-(9|10|14)/.test(l))).toEqual(['MT-10 somatostatin-analogue consider', 'MT-10 everolimus consider', 'MT-14 somatostatin-analogue recommended']);
    expect(advice(metastatic({ ...G3, course: 'progressive' }), 'MT-8')).toEqual([]);
  });

  test.each([
    ['an unknown function', metastatic({ ...ki67(15), function: functioning({}) }), ['function']],
    ['an unknown hypersecretion', metastatic({ ...ki67(15), function: functioning({ carcinoidSyndrome: 'no' }) }), ['function']],
  ])('with %s MT-6 is conditional, for the drug may be due for symptoms', (_, picture, facts) => {
    expect(advice(picture, 'MT-6')).toEqual(['MT-6 somatostatin-analogue not-recommended (conditional)']);
    expect(askedBy(picture, 'MT-6')).toEqual(facts);
    expect(noticed(picture)).toContain('MT-6 ssa-reason');
  });

  test('an unknown function leaves MT-9, MT-10 and MT-14 conditional', () => {
    expect(advice(metastatic({ course: 'progressive', function: functioning({}) })).filter((l) => /MT-(9|10|14)/.test(l)).every((l) => l.endsWith('(conditional)'))).toBe(true);
  });

  test.each([
    ['positive', 'G2', ['MT-11 prrt consider'], 'II'],
    ['positive', 'G3', ['MT-11 prrt consider'], 'III'],
    ['positive', 'unknown', ['MT-11 prrt consider'], 'II-III'],
    ['negative', 'G2', [], undefined],
    ['unknown', 'G2', ['MT-11 prrt consider (conditional)', 'MT-12 sstr-imaging recommended'], 'II'],
  ] as const)('receptor imaging %s in %s', (imaging, grade, expected, level) => {
    const picture = metastatic({ markers: markers(imaging, 'unknown'), ...(grade === 'G3' ? G3 : grade === 'unknown' ? { proliferation: [] } : {}) });
    expect(advice(picture).filter((l) => /MT-1[12] /.test(l))).toEqual(expected);
    expect(managed(picture).recommendations.find((r) => r.code === 'prrt')?.about['level']).toBe(level);
  });

  test.each([
    ['prior therapy', { priorSystemic: ['everolimus'], course: 'slow' }, ['MT-7 interferon-alfa consider', 'MT-13 chemotherapy consider']],
    ['a Ki-67 above 10 %', { priorSystemic: [], ...ki67(15), course: 'slow' }, ['MT-7 interferon-alfa consider (conditional)', 'MT-13 chemotherapy consider']],
    ['none known', { priorSystemic: [], course: 'slow' }, ['MT-7 interferon-alfa consider (conditional)', 'MT-13 chemotherapy consider (conditional)']],
  ] as const)('interferon and chemotherapy with %s', (_, given, expected) => {
    expect(advice(metastatic({ ...given, priorSystemic: [...given.priorSystemic] })).filter((l) => /MT-(7|13)/.test(l))).toEqual(expected);
  });

  test('acid control follows hypersecretion and is never guessed for a type I', () => {
    expect(advice(metastatic({ function: functioning({ gastrinomaHypersecretion: 'yes' }) }), 'MT-15')).toEqual(['MT-15 ppi-high-dose recommended', 'MT-15 somatostatin-analogue consider']);
    expect(advice(typeI({ metastasis: spread(), function: functioning({}) }), 'MT-15')).toEqual([]);
    expect(advice(metastatic({ function: functioning({}) }), 'MT-15')).toEqual(['MT-15 ppi-high-dose recommended (conditional)', 'MT-15 somatostatin-analogue consider (conditional)']);
  });

  test('no platinum and no etoposide for a NET G3', () => {
    expect(advice(metastatic({ ...G3, course: 'progressive' })).some((l) => l.includes('platin'))).toBe(false);
  });
});

describe('metastasis in type II', () => {
  test('of recorded origin: both blocks, firm', () => {
    const picture = typeII({ metastasis: spread(), unresectable: 'no' });
    expect(liver(picture)).toEqual(['MT-1 primary-and-metastasis-resection recommended']);
    expect(advice(picture, 'M2-6')).toHaveLength(1);
  });

  test('of unrecorded origin: named, and section 8.5 is conditional while 8.2 stands', () => {
    const picture = typeII({ metastasis: spread({ originRecorded: false }), unresectable: 'no' });
    expect(advice(picture, 'MT').every((l) => l.endsWith('(conditional)'))).toBe(true);
    expect(advice(picture, 'MT').length).toBeGreaterThan(3);
    expect(advice(picture, 'M2-6')).toEqual(['M2-6 mdt-discussion recommended']);
    expect(noticed(picture)).toContain('SU-5 metastasis-origin-unrecorded');
    expect(managed(picture).surveillance.rules).toEqual(['SU-5']);
    expect(askedBy(picture, 'MT-1')).toEqual(['metastasis']);
  });

  test('an unrecorded origin counts for the gastric tumour in type I', () => {
    expect(liver(typeI({ metastasis: spread({ originRecorded: false }), unresectable: 'no', background: background({ 'atrophic-gastritis': present() }) }))).toEqual(['MT-1 primary-and-metastasis-resection recommended']);
  });

  test('two counts that disagree count as the higher grade', () => {
    expect(liver(metastatic({ proliferation: [set({ ki67: percent(5), mitoses: count(30) })] }))).toEqual(['MT-17 mdt-discussion recommended']);
  });
});
