/** Every morphology code of the shipped lists, as the code of a Condition with a gastric site. @see rules.md AP-1, AP-4, GR-8 */
import { CODES, SYSTEMS } from '../../src/fhir-mapping/terminology/code-lists';
import { gnet, ki67, mapped, patient, sct } from './records-of';

const STOMACH = { bodySite: [sct('69695003')] };
const codesOf = (name: keyof typeof CODES) => Object.entries(CODES[name]).flatMap(([system, codes]) => codes.split(' ').map((code: string) => ({ system: SYSTEMS[Number(system)], code })));
const condition = (coding: object, more: object = {}) => ({ ...gnet, id: 'c', code: { coding: [coding] }, ...more });
const rows = (names: readonly (keyof typeof CODES)[]) => names.flatMap((name) => codesOf(name).map((coding) => [name, coding.code, coding] as const));

test.each([
  ...rows(['net-histology', 'net-site-not-stated']).map((row) => [...row, 'NET', null] as const),
  ...rows(['nec-histology', 'nec-site-not-stated']).map((row) => [...row, 'NEC', null] as const),
  ...rows(['large-cell-nec']).map((row) => [...row, 'NEC', 'large-cell'] as const),
  ...rows(['small-cell-nec']).map((row) => [...row, 'NEC', 'small-cell'] as const),
])('%s %s', (_name, _code, coding, kind, subtype) => {
  const { picture } = mapped([patient, condition(coding, STOMACH)]);
  expect(picture).toMatchObject({ evidenceOfGastricNen: true, codedKind: kind });
  if (subtype !== null) expect(picture.histology).toEqual({ kind, subtype });
  expect(mapped([patient, condition(coding)]).picture.evidenceOfGastricNen).toBe(false);
});

test.each(rows(['gastrinoma-histology']))('%s %s at the stomach is a gastric NEN and a gastrinoma, elsewhere the gastrinoma only', (_name, _code, coding) => {
  expect(mapped([patient, condition(coding, STOMACH)]).picture).toMatchObject({ evidenceOfGastricNen: true, background: { gastrinoma: [{ state: 'present' }] } });
  expect(mapped([patient, condition(coding)]).picture).toMatchObject({ evidenceOfGastricNen: false, background: { gastrinoma: [{ state: 'present' }] } });
});

test.each(rows(['adenocarcinoma-histology', 'adenocarcinoma-with-neuroendocrine-differentiation']))('%s %s at the stomach is an adenocarcinoma beside the NEN, and no NEN', (_name, _code, coding) => {
  expect(mapped([patient, gnet, condition(coding, STOMACH)]).picture.adenocarcinomaBeside).toBe(true);
  expect(mapped([patient, gnet, condition(coding)]).picture.adenocarcinomaBeside).toBe(false);
  expect(mapped([patient, gnet, condition(coding, { bodySite: [{ text: 'Sigmoid colon' }] })]).picture.adenocarcinomaBeside).toBe(false);
  expect(mapped([patient, condition(coding, STOMACH)]).picture.evidenceOfGastricNen).toBe(false);
});

test.each([['贲门神经内分泌癌', true], ['幽门神经内分泌肿瘤', true], ['幽门螺杆菌感染', false]])('"%s" names the stomach: %s', (text, expected) => {
  expect(mapped([patient, { ...gnet, code: { text } }]).picture.evidenceOfGastricNen).toBe(expected);
});

test('an adenocarcinoma of another place is a second primary: an unbound Ki-67 may be its own', () => {
  const colon = condition({ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code: '8140/3' }, { bodySite: [{ text: 'Sigmoid colon' }] });
  expect(mapped([patient, gnet, colon, ki67('k', 30)]).rejected).toEqual([{ resource: 'Observation/k', why: 'not-this-tumour' }]);
});

describe('two diagnoses', () => {
  const gnec = { ...gnet, id: 'nec', code: sct('721638007') };
  const differ = (...conditions: unknown[]) => mapped([patient, ...conditions]).picture.conflicts.filter(({ code }) => code === 'diagnoses-differ');
  const over = { clinicalStatus: { coding: [{ code: 'resolved' }] } };

  test('of different kinds leave the kind open, and are named', () => {
    expect(mapped([patient, gnet, gnec]).picture.codedKind).toBe('unknown');
    expect(differ(gnet, gnec)).toMatchObject([{ rule: 'GR-8', facts: ['neoplasm'], about: { first: 'NEC', second: 'NET' } }]);
    expect(differ(gnec, gnet)).toEqual(differ(gnet, gnec));
  });

  test('of one kind, or of a kind that is not stated, are no contradiction', () => {
    expect(differ(gnet, { ...gnet, id: 'again' })).toEqual([]);
    expect(differ(gnet, { ...gnet, id: 'nen', code: sct('721634009') })).toEqual([]);
  });

  test('of which one is over leave the other', () => {
    expect(mapped([patient, { ...gnet, ...over }, gnec]).picture).toMatchObject({ codedKind: 'NEC', priorNet: 'yes' });
    expect(differ({ ...gnet, ...over }, gnec)).toEqual([]);
  });
});
