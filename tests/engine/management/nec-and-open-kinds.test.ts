import type { ClinicalPicture } from '../../../src/engine/picture';
import { aPicture, count, gastrinElevated, gastrinNormal, percent, set } from '../a-picture';
import { G1, act, advice, askedBy, ki67, managed, nec, noticed, spread, typeI, typeIII } from './cases';

describe('NEC without distant metastasis', () => {
  const options = ['radical-gastrectomy', 'adjuvant-chemotherapy', 'neoadjuvant-therapy', 'chemotherapy', 'radiotherapy'].map((code) => `NC-1 ${code} consider`);

  test('options without a standard, etoposide-platinum first, radiotherapy only conditionally', () => {
    expect(advice(nec())).toEqual(['NC-1 mdt-discussion recommended', ...options, 'NC-2 chemo-etoposide-platinum recommended', 'NC-3 adjuvant-radiotherapy consider (conditional)']);
    expect(askedBy(nec(), 'NC-3')).toEqual(['treatment.surgery']);
    expect(managed(nec()).recommendations.find((r) => r.rule === 'NC-3')?.attribution).toEqual(['CSCO 2021']);
  });

  test.each(['radical-gastrectomy', 'local-excision', 'surgery-unspecified'] as const)('after %s radiotherapy stays conditional on the risk and asks for what tells it, and nothing is given before surgery', (done) => {
    const picture = nec({ acts: [act(done)] });
    expect(advice(picture, 'NC-3')).toEqual(['NC-3 adjuvant-radiotherapy consider (conditional)']);
    expect(askedBy(picture, 'NC-3')).toEqual(['treatment.margin']);
    expect(askedBy(nec({ acts: [act(done, '2026-06-01', { margin: 'R1' })] }), 'NC-3')).toEqual([]);
    expect(askedBy({ ...picture, depth: null, nodes: { ...picture.nodes, category: null, eus: null, imaging: null } }, 'NC-3')).toEqual(['invasion', 'nodes', 'treatment.margin']);
    expect(advice(picture).some((l) => l.includes('neoadjuvant'))).toBe(false);
  });

  test.each([
    ['through the muscle', nec({ depth: 'subserosa' }), true],
    ['into a neighbour', nec({ depth: 'adjacent-structures' }), true],
    ['with nodes', nec({ nodes: { ...aPicture().nodes, category: 'N1' }, depth: null }), true],
    ['within the muscle and without nodes', nec({ depth: 'muscularis-propria' }), false],
    ['of unknown depth', nec({ depth: null }), false],
  ])('locally advanced, %s: both statements of the review are shown: %p', (_, picture, shown) => {
    expect(noticed(picture).includes('NC-4 locally-advanced-both-views')).toBe(shown);
  });

  test('with metastasis unknown the block stands and the metastasis is asked for', () => {
    const picture = nec({ metastasis: aPicture().metastasis });
    expect(advice(picture, 'NC-2')).toEqual(['NC-2 chemo-etoposide-platinum recommended']);
    expect(noticed(picture)).toContain('NC-1 metastasis-unknown');
    expect(managed(picture).missing).toContainEqual({ fact: 'metastasis', for: expect.arrayContaining(['radical-gastrectomy', 'chemo-etoposide-platinum']), rule: 'NC-1' });
  });
});

describe('NEC with distant metastasis or recorded unresectable', () => {
  test.each([
    ['metastatic', nec({ metastasis: spread() })],
    ['recorded unresectable', nec({ unresectable: 'yes' })],
  ])('%s: surgery is contraindicated and chemotherapy begins with etoposide-platinum', (_, picture) => {
    expect(advice(picture, 'M')).toEqual([
      'MN-1 surgical-resection contraindicated', 'MN-2 chemo-etoposide-platinum recommended', 'MN-2 chemo-irinotecan-cisplatin consider',
      'MN-6 pembrolizumab consider (conditional)', 'MN-7 mmr-msi-tmb-testing consider',
    ]);
    expect(advice(picture, 'NC')).toEqual([]);
  });

  test.each([
    [54.9, false, true],
    [55, true, false],
  ])('Ki-67 %d %%: etoposide-platinum preferred %p, temozolomide considered %p', (value, preferred, temozolomide) => {
    const picture = nec({ metastasis: spread(), ...ki67(value) });
    expect(noticed(picture).includes('MN-3 ep-preferred')).toBe(preferred);
    expect(advice(picture, 'MN-4')).toEqual(temozolomide ? ['MN-4 chemo-temozolomide consider'] : []);
  });

  test('an unknown Ki-67 leaves temozolomide conditional and says no preference', () => {
    const picture = nec({ metastasis: spread(), proliferation: [] });
    expect(advice(picture, 'MN-4')).toEqual(['MN-4 chemo-temozolomide consider (conditional)']);
    expect(noticed(picture)).not.toContain('MN-3 ep-preferred');
  });

  test('after etoposide-platinum a second line is considered instead', () => {
    const picture = nec({ metastasis: spread(), priorSystemic: ['etoposide-platinum'] });
    expect(advice(picture).filter((l) => /MN-[25]/.test(l))).toEqual(['MN-5 second-line-chemotherapy consider']);
  });

  test.each([
    ['deficient mismatch repair', { mmrMsi: 'deficient' }, ['MN-6 pembrolizumab consider']],
    ['a high mutational burden', { tmb: 'high' }, ['MN-6 pembrolizumab consider']],
    ['neither', { mmrMsi: 'proficient', tmb: 'low' }, []],
    ['burden not tested', { mmrMsi: 'proficient' }, ['MN-6 pembrolizumab consider (conditional)', 'MN-7 mmr-msi-tmb-testing consider']],
  ] as const)('pembrolizumab with %s', (_, given, expected) => {
    expect(advice(nec({ metastasis: spread(), ...given })).filter((l) => /MN-[67]/.test(l))).toEqual(expected);
  });
});

describe('kinds and types that are not settled', () => {
  test('MiNEN: nothing but a discussion, and the silence is said', () => {
    const picture = nec({ histology: { kind: 'MiNEN', subtype: null }, metastasis: spread() });
    expect(advice(picture)).toEqual(['MX-1 mdt-discussion recommended']);
    expect(noticed(picture)).toContain('MX-1 no-treatment-for-minen');
  });

  test.each<[string, Partial<ClinicalPicture>]>([
    ['NET or NEC', { proliferation: [set({ ki67: percent(40), mitoses: count(30) })] }],
    ['contradictory', { proliferation: [set({ ki67: percent(5), mitoses: count(3) })], differentiation: 'poor' }],
    ['without any pathology', {}],
  ])('%s: pathology and discussion, no drug and no operation', (_, given) => {
    const picture = aPicture({ ...given, gastrin: gastrinNormal, metastasis: spread() });
    const codes = new Set(managed(picture).recommendations.map((r) => r.code));
    expect([...codes].filter((c) => c !== 'pathology-review')).toEqual(['mdt-discussion']);
  });

  test('pathology review is asked for once even when the classification asks for it', () => {
    const picture = aPicture({ proliferation: [set({ ki67: percent(40), mitoses: count(30) })] });
    const asked = managed(picture).recommendations.filter((r) => r.code === 'pathology-review').length;
    expect(asked).toBeLessThanOrEqual(1);
  });

  test('a NET of undetermined type: endoscopic ultrasound and discussion beside the work-up', () => {
    const picture = aPicture({ ...G1, gastrin: gastrinElevated });
    expect(advice(picture)).toEqual(['TY-5 eus-staging recommended', 'TY-5 mdt-discussion recommended']);
    expect(noticed(picture)).toContain('TY-5 metastasis-unknown');
    expect(advice(aPicture({ ...G1 }))).toEqual(['TY-7 eus-staging recommended', 'TY-7 mdt-discussion recommended']);
  });

  test('with the stage already seen by ultrasound only the discussion is left; an undated ultrasound leaves it conditional', () => {
    const seen = { depth: 'submucosa', nodes: { ...aPicture().nodes, category: 'N0' } } as const;
    expect(advice(aPicture({ ...G1, ...seen, acts: [act('eus')] }))).toEqual(['TY-7 mdt-discussion recommended']);
    const undated = aPicture({ ...G1, ...seen, acts: [act('eus', null)], lastLesionFinding: { first: '2026-01-01', last: '2026-01-01' } });
    expect(advice(undated)[0]).toBe('TY-7 eus-staging recommended (conditional)');
  });

  test('type I and III of unknown metastasis keep their block and ask', () => {
    expect(noticed(typeI({ metastasis: aPicture().metastasis }))).toContain('M1-1 metastasis-unknown');
    expect(noticed(typeIII({ metastasis: aPicture().metastasis }))).toContain('M3-2 metastasis-unknown');
    expect(noticed(typeI())).not.toContain('M1-1 metastasis-unknown');
  });

  test('a block that has nothing left to recommend asks for no metastasis', () => {
    const done = typeIII({ metastasis: aPicture().metastasis, depth: 'serosa', acts: [act('radical-gastrectomy')] });
    expect(managed(done).missing.some((m) => m.fact === 'metastasis')).toBe(false);
  });
});
