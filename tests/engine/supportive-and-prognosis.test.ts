import type { ClinicalPicture } from '../../src/engine/picture';
import { aPicture, gastrinElevated } from './a-picture';
import { G1, absent, advice, askedBy, background, functioning, managed, nec, noticed, present, typeI, typeII, typeIII } from './management/cases';

const drug = (kind: ClinicalPicture['activeDrugs'][number]['drug'], name: string = kind) => ({ drug: kind, name, resource: `MedicationRequest/${kind}`, textMatch: false });
const lab = (level: 'low' | 'normal' | 'unclassified') => ({ level, value: '1', date: null, resource: 'Observation/lab' });
const labs = (more: Partial<ClinicalPicture['labs']>): ClinicalPicture['labs'] => ({ ...aPicture().labs, ...more });
const allNormal = labs({ 'vitamin-b12': lab('normal'), ferritin: lab('normal'), tsh: lab('normal') });

describe('supportive care', () => {
  test.each<[string, ClinicalPicture, string[]]>([
    ['type I on a PPI', typeI({ labs: allNormal, activeDrugs: [drug('ppi')] }), ['SC-1 avoid-ppi contraindicated']],
    ['probable type I on a P-CAB', typeI({ labs: allNormal, gastrin: aPicture().gastrin, activeDrugs: [drug('p-cab')] }), ['SC-1 avoid-ppi contraindicated']],
    ['type I on an H2 blocker', typeI({ labs: allNormal, activeDrugs: [drug('h2-blocker')] }), []],
    ['type I with recorded hypersecretion on a PPI', typeI({ labs: allNormal, activeDrugs: [drug('ppi')], function: functioning({ gastrinomaHypersecretion: 'yes' }) }), []],
    ['type II on a PPI', typeII({ activeDrugs: [drug('ppi')] }), []],
    ['type III on a PPI', typeIII({ activeDrugs: [drug('ppi')] }), []],
    ['NEC on a PPI', nec({ activeDrugs: [drug('ppi')] }), []],
    ['undetermined type on a PPI', aPicture({ ...G1, gastrin: gastrinElevated, activeDrugs: [drug('ppi')] }), ['SC-8 keep-ppi-unchanged recommended']],
    ['undetermined type without one', aPicture({ ...G1, gastrin: gastrinElevated }), []],
    ['low B12', typeI({ labs: { ...allNormal, 'vitamin-b12': lab('low') } }), ['SC-2 vitamin-b12 recommended']],
    ['megaloblastic anaemia', typeI({ labs: allNormal, megaloblasticAnaemiaRecorded: true }), ['SC-2 vitamin-b12 recommended']],
    ['pernicious anaemia', typeI({ labs: allNormal, background: background({ 'atrophic-gastritis': present(), 'pernicious-anaemia': present() }) }), ['SC-2 vitamin-b12 recommended']],
    ['low ferritin', typeI({ labs: { ...allNormal, ferritin: lab('low') } }), ['SC-3 iron recommended']],
    ['iron deficiency recorded', typeI({ labs: allNormal, ironDeficiencyRecorded: true }), ['SC-3 iron recommended']],
    ['iron deficiency in type III', typeIII({ ironDeficiencyRecorded: true }), []],
    ['no laboratory results', typeI(), ['SC-5 thyroid-function-test recommended', 'SC-7 vitamin-b12-test recommended', 'SC-7 iron-studies recommended']],
    ['B12 that cannot be judged', typeI({ labs: { ...allNormal, 'vitamin-b12': lab('unclassified') } }), ['SC-7 vitamin-b12-test recommended']],
    ['H. pylori in an atrophic stomach', typeI({ labs: allNormal, background: background({ 'atrophic-gastritis': present(), 'h-pylori': present() }) }), ['SC-4 h-pylori-eradication recommended']],
    ['H. pylori and atrophic gastritis in a NEC', nec({ background: background({ 'atrophic-gastritis': present(), 'h-pylori': present() }) }), ['SC-4 h-pylori-eradication recommended']],
    ['H. pylori without atrophic gastritis', typeIII({ background: background({ 'atrophic-gastritis': absent(), 'h-pylori': present() }) }), []],
  ])('%s', (_, picture, expected) => {
    expect(advice(picture, 'SC')).toEqual(expected);
  });

  test('the drugs spoken against are named with their orders', () => {
    const [omeprazole, vonoprazan] = [drug('ppi', 'omeprazole'), drug('p-cab', 'vonoprazan')];
    for (const activeDrugs of [[omeprazole, vonoprazan], [vonoprazan, omeprazole]]) {
      expect(managed(typeI({ activeDrugs })).recommendations.find((r) => r.rule === 'SC-1')?.about).toEqual({ drugs: 'vonoprazan, omeprazole', orders: 'MedicationRequest/p-cab, MedicationRequest/ppi' });
    }
    const open = aPicture({ ...G1, gastrin: gastrinElevated, activeDrugs: [drug('ppi', 'omeprazole')] });
    expect(managed(open).recommendations.find((r) => r.rule === 'SC-8')?.about).toEqual({ drugs: 'omeprazole', orders: 'MedicationRequest/ppi' });
  });

  test('what is not measured is missing', () => {
    expect([askedBy(typeI(), 'SC-5'), askedBy(typeI(), 'SC-7'), askedBy(typeI({ labs: allNormal }), 'SC-7')]).toEqual([['labs.tsh'], ['labs.ferritin', 'labs.vitamin-b12'], []]);
  });

  test.each([
    ['on a PPI with recorded hypersecretion', typeI({ activeDrugs: [drug('ppi')], function: functioning({ gastrinomaHypersecretion: 'yes' }) }), true],
    ['with recorded hypersecretion and no acid suppressant', typeI({ function: functioning({ gastrinomaHypersecretion: 'yes' }) }), false],
    ['on a PPI, function unknown', typeI({ activeDrugs: [drug('ppi')], function: functioning({}) }), false],
  ])('type I %s: what holds SC-1 back is said', (_, picture, said) => {
    expect(noticed(picture).includes('SC-1 hypersecretion-in-type-i')).toBe(said);
  });

  test('eradication comes with the remark on the PPI in its regimens', () => {
    expect(noticed(typeI({ background: background({ 'atrophic-gastritis': present(), 'h-pylori': present() }) }))).toContain('SC-4 h-pylori-regimen-holds-ppi');
  });
});

describe('prognosis is background', () => {
  test.each<[string, ClinicalPicture, unknown[]]>([
    ['type I', typeI(), [{ rule: 'PR-1', about: { type: 'I', percent: 100, about: 'about' } }, { rule: 'PR-2', about: {} }, { rule: 'PR-3', about: {} }]],
    ['type II', typeII(), [{ rule: 'PR-1', about: { type: 'II', fromPercent: 60, toPercent: 90 } }, { rule: 'PR-2', about: {} }]],
    ['type III', typeIII(), [{ rule: 'PR-1', about: { type: 'III', belowPercent: 50 } }, { rule: 'PR-2', about: {} }]],
    ['NEC', nec(), [{ rule: 'PR-2', about: {} }]],
  ])('%s', (_, picture, lines) => {
    expect(managed(picture).prognosis).toEqual(lines);
  });
});
