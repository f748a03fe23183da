/** Section 6 of the clinical rules: immunohistochemistry. */
import { classify } from '../../src/engine/classify';
import type { ClinicalPicture } from '../../src/engine/picture';
import { aPicture, count, percent, set } from './a-picture';

const blank = aPicture();
const markers = (m: Partial<ClinicalPicture['markers']>) => ({ markers: { ...blank.markers, ...m } });
const m1 = { recorded: { ...blank.recorded, m: 'M1' as const } };
const ihc = (more: Partial<ClinicalPicture>) => {
  const c = classify(aPicture(more));
  return { codes: c.recommendations.filter((r) => r.rule.startsWith('IH-')).map((r) => r.code), missing: c.missing.filter((x) => x.rule === 'IH-1').map((x) => x.fact) };
};
const net = (ki67: number, more: Partial<ClinicalPicture> = {}) => ({ differentiation: 'well' as const, proliferation: [set({ ki67: percent(ki67), mitoses: count(1) })], ...more });
const complete = { pathologyOnRecord: true, ...markers({ ck: 'positive', cga: 'positive', syn: 'positive' }) };

describe('IH-1', () => {
  test('without pathology nothing is required', () => expect(ihc({}).missing).toEqual([]));
  test('with pathology the missing ones are listed', () => expect(ihc({ pathologyOnRecord: true })).toEqual({ codes: ['basic-ihc'], missing: ['markers.ck', 'markers.cga', 'markers.syn', 'ki67'] }));
  test('a complete panel asks nothing', () => expect(ihc({ ...complete, ...net(1) })).toEqual({ codes: [], missing: [] }));
  test('Ki-67 alone missing: by the count where the grade asks for it, else with the panel', () => {
    expect(ihc({ ...complete, differentiation: 'well' })).toEqual({ codes: [], missing: ['ki67'] });
    expect(ihc({ ...complete, differentiation: 'poor' })).toEqual({ codes: ['basic-ihc'], missing: ['ki67'] });
  });
});

describe('IH-2', () => {
  test.each<[string, Partial<ClinicalPicture>, string[]]>([
    ['metastatic NET: SSTR2', net(5, m1), ['sstr2-stain']], ['SSTR known by imaging', net(5, { ...m1, ...markers({ 'sstr-imaging': 'positive' }) }), []], ['SSTR2 done', net(5, { ...m1, ...markers({ sstr2: 'negative' }) }), []], ['localised NET', net(5), []],
    ['metastatic NET, Ki-67 10.1 %: MGMT too', net(10.1, m1), ['sstr2-stain', 'mgmt-test']], ['Ki-67 10 %', net(10, m1), ['sstr2-stain']],
    ['progressive', net(5, { ...m1, course: 'progressive' }), ['sstr2-stain', 'mgmt-test']], ['after systemic therapy', net(5, { ...m1, priorSystemic: ['everolimus'] }), ['sstr2-stain', 'mgmt-test']], ['MGMT done', net(15, { ...m1, ...markers({ mgmt: 'negative' }) }), ['sstr2-stain']],
    ['metastatic NEC, 54 %', { differentiation: 'poor', proliferation: [set({ ki67: percent(54) })], ...m1 }, ['mgmt-test']], ['metastatic NEC, 55 %', { differentiation: 'poor', proliferation: [set({ ki67: percent(55) })], ...m1 }, []],
    ['unresectable NEC', { differentiation: 'poor', proliferation: [set({ ki67: percent(40) })], unresectable: 'yes' }, ['mgmt-test']], ['localised NEC', { differentiation: 'poor', proliferation: [set({ ki67: percent(40) })] }, []],
    ['CgA and Syn negative', markers({ cga: 'negative', syn: 'negative' }), ['insm1-stain']], ['INSM1 done', markers({ cga: 'negative', syn: 'negative', insm1: 'positive' }), []], ['Syn positive', markers({ cga: 'negative', syn: 'positive' }), []],
  ])('%s', (_, more, codes) => expect(ihc(more).codes).toEqual(codes));
});
