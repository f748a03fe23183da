/** Section 2 of the clinical rules. */
import { assess } from '../../src/engine/assess';
import type { ClinicalPicture } from '../../src/engine/picture';
import { aPicture, percent, set, TODAY } from './a-picture';

const patient = (deceased: 'yes' | 'no' | 'unknown') => ({ patient: { ...aPicture().patient, deceased } });

test.each<[string, Partial<ClinicalPicture>, string[]]>([
  ['no evidence', { evidenceOfGastricNen: false }, ['AP-1']],
  ['Ki-67 alone', { evidenceOfGastricNen: false, proliferation: [set({ ki67: percent(30) })] }, ['AP-1']],
  ['another primary only', { evidenceOfGastricNen: false, otherPrimaryOnly: true }, ['AP-2']],
  ['deceased', patient('yes'), ['AP-3']],
])('%s: nothing is said', (_, more, rules) => expect(assess(aPicture(more), TODAY)).toEqual({ applicable: false, rules }));
test.each(['no', 'unknown'] as const)('deceased %s: the service speaks', (deceased) => expect(assess(aPicture(patient(deceased)), TODAY)).toMatchObject({ applicable: true, rules: ['AP-1'] }));
test('an adenocarcinoma beside the neoplasm is said', () => {
  const c = assess(aPicture({ adenocarcinomaBeside: true }), TODAY);
  expect(c).toMatchObject({ applicable: true, rules: ['AP-1', 'AP-4'] });
  expect(c.applicable && c.notices).toContainEqual({ code: 'adenocarcinoma-beside', rule: 'AP-4', severity: 'warning', facts: ['neoplasm'], about: {} });
});
