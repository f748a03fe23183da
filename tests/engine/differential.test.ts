/** Section 5 of the clinical rules: NET G3 or NEC. */
import { classify } from '../../src/engine/classify';
import type { ClinicalPicture } from '../../src/engine/picture';
import { aPicture, count, percent, percentBetween, set } from './a-picture';

const blank = aPicture();
const genes = (g: Partial<ClinicalPicture['genes']>) => ({ genes: { ...blank.genes, ...g } });
const high = (ki67: number, more: Partial<ClinicalPicture> = {}) => classify(aPicture({ proliferation: [set({ ki67: percent(ki67), mitoses: count(30) })], ...more }));
const ofDx = <T extends { rule: string }>(list: readonly T[]): T[] => list.filter((one) => one.rule.startsWith('DX-'));

describe('differentiation unknown at the G3 level', () => {
  test.each<[string, Partial<ClinicalPicture>, string, string[]]>([
    ['a G1/G2 area', { lowGradeArea: 'yes' }, 'NET G3', ['DX-1']], ['a previous NET', { priorNet: 'yes' }, 'NET G3', ['DX-2']],
    ['DAXX lost', genes({ daxx: 'altered' }), 'NET G3', ['DX-3']], ['ATRX lost', genes({ atrx: 'altered' }), 'NET G3', ['DX-3']], ['MEN1 mutated', genes({ men1: 'altered' }), 'NET G3', ['DX-3']],
    ['TP53 mutated', genes({ tp53: 'altered' }), 'NEC', ['DX-4']], ['p53 abnormal', genes({ p53: 'altered' }), 'NEC', ['DX-4']], ['RB1 lost', genes({ rb1: 'altered' }), 'NEC', ['DX-4']],
    ['an adenocarcinoma component', { otherComponent: 'adenocarcinoma' }, 'NEC', ['DX-5']], ['a squamous component', { otherComponent: 'squamous-cell-carcinoma' }, 'NEC', ['DX-5']],
    ['a component of 20 %', { minenComponents: { neuroendocrine: percent(80), other: percent(20) } }, 'NEC', ['DX-5']],
    ['clues on both sides', { priorNet: 'yes', ...genes({ rb1: 'altered' }) }, 'indeterminate', ['DX-2', 'DX-4']],
    ['none', { otherComponent: 'none', ...genes({ tp53: 'intact' }) }, 'indeterminate', []],
  ])('%s', (_, more, favours, rules) => {
    const c = high(40, more);
    expect(c.differential?.favours).toBe(favours);
    expect(c.differential?.clues.map((x) => x.rule)).toEqual([...rules, 'DX-6']);
    expect(c.recommendations.some((r) => r.code === 'pathology-review' && r.rule === 'DX-8')).toBe(favours === 'indeterminate');
  });
  test.each([[20.1, ['DX-6'], 'NET G3'], [60, ['DX-6'], 'NET G3'], [60.1, ['DX-7'], 'NEC']] as const)('Ki-67 %d %% is shown and never counted', (ki67, rules, side) => {
    const c = high(ki67);
    expect(c.differential).toMatchObject({ favours: 'indeterminate', clues: [{ rule: rules[0], favours: side, facts: ['ki67'] }] });
    expect(c.notices).toContainEqual(expect.objectContaining({ code: 'dx-clue', rule: rules[0] }));
  });
  test('a Ki-67 on both sides of 60 %, or none, is no clue', () => {
    expect(classify(aPicture({ proliferation: [set({ ki67: percentBetween(50, 70) })] })).differential?.clues).toEqual([]);
    expect(classify(aPicture({ proliferation: [set({ mitoses: count(30) })] })).differential?.clues).toEqual([]);
  });
  test('markers not done are listed; a done stain stands for its gene', () => {
    expect(high(40).differential?.notDone).toEqual(['TP53', 'RB1', 'DAXX', 'ATRX', 'MEN1']);
    expect(high(40, genes({ p53: 'intact', rb1: 'intact' })).differential?.notDone).toEqual(['DAXX', 'ATRX', 'MEN1']);
  });
  test('what could still change the answer is missing; nothing when both sides are counted', () => {
    expect(ofDx(high(40).missing).map((m) => m.fact)).toEqual(['markers.tp53', 'markers.rb1', 'markers.daxx', 'markers.atrx', 'markers.men1', 'lowGradeArea', 'priorNet', 'otherComponent']);
    expect(ofDx(high(40, { priorNet: 'yes', ...genes({ rb1: 'altered' }) }).missing)).toEqual([]);
  });
});

describe('where pathology settles it', () => {
  test.each<[string, Partial<ClinicalPicture>]>([['well differentiated', { differentiation: 'well' }], ['poorly differentiated', { differentiation: 'poor' }], ['well, with a NET clue', { differentiation: 'well', priorNet: 'yes' }], ['poor, with a NEC clue', { differentiation: 'poor', ...genes({ tp53: 'altered' }) }]])('%s: not shown', (_, more) => expect(high(40, more).differential).toBeNull());
  test('below the G3 level: not shown', () => expect(classify(aPicture({ priorNet: 'yes', proliferation: [set({ ki67: percent(10), mitoses: count(1) })] })).differential).toBeNull());
  test('contradictory below the G3 level: not shown', () => expect(classify(aPicture({ differentiation: 'poor', histology: { kind: 'NET', subtype: null }, proliferation: [set({ ki67: percent(10) })] })).differential).toBeNull());
});

describe('where a clue speaks against pathology: the kind stays, the conflict is named', () => {
  test('well differentiated with TP53', () => {
    const c = high(40, { differentiation: 'well', ...genes({ tp53: 'altered' }) });
    expect(c).toMatchObject({ neoplasm: { kind: 'NET' }, differential: { favours: 'NEC' } });
    expect(ofDx(c.conflicts)).toEqual([{ rule: 'DX-4', code: 'differential-against-differentiation', facts: ['differentiation', 'markers.tp53'], about: { clues: 'DX-4' } }]);
  });
  test('well differentiated, G3 as reported only, with a carcinoma component', () =>
    expect(classify(aPicture({ differentiation: 'well', otherComponent: 'adenocarcinoma', recorded: { ...blank.recorded, grade: 'G3' } })).differential).toMatchObject({ favours: 'NEC' }));
  test('poorly differentiated with a previous NET', () => expect(high(80, { differentiation: 'poor', priorNet: 'yes' })).toMatchObject({ neoplasm: { kind: 'NEC' }, differential: { favours: 'NET G3' } }));
  test('GR-12 at the G3 level is worked through', () => expect(high(40, { differentiation: 'poor', histology: { kind: 'NET', subtype: null } }).differential).toMatchObject({ favours: 'indeterminate' }));
  test('in a MiNEN the other component is no clue', () =>
    expect(high(40, { histology: { kind: 'MiNEN', subtype: null }, otherComponent: 'adenocarcinoma', minenComponents: { neuroendocrine: percent(60), other: percent(40) } }).differential?.clues.map((x) => x.rule)).toEqual(['DX-6']));
});
