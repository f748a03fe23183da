/** The grade and the differentiation that a report states under one code. */
import { CODES, SYSTEMS } from '../../src/fhir-mapping/terminology/code-lists';
import { fact, gnet, loinc, mapped, observation, patient, sct } from './records-of';

const GRADE_CODES = Object.entries(CODES['histologic-grade']).flatMap(([system, codes]) => codes.split(' ').map((code: string) => ({ system: SYSTEMS[Number(system)], code })));
const stated = (value: Record<string, unknown>, coding: object = loinc('33732-9').coding[0] ?? {}) => {
  const { picture, rejected } = mapped([patient, gnet, observation('x', { coding: [coding] }, value)]);
  return [picture.recorded.grade ?? '-', picture.differentiation, ...rejected.map(({ why }) => why)].join(' ');
};
const concept = (code: object) => ({ valueCodeableConcept: code });

test.each(GRADE_CODES.map((coding) => [coding.code, coding] as const))('%s states a grade', (_code, coding) => expect(stated({ valueString: 'G2' }, coding)).toBe('G2 unknown'));

test.each([
  ['G1', 'G1 unknown'], ['NET G2', 'G2 unknown'], ['Grade 3', 'G3 unknown'], ['2级', 'G2 unknown'], ['Well differentiated', '- well'], ['低分化', '- poor'],
  ['G1-2', '- unknown unreadable'], ['G1/2', '- unknown unreadable'], ['Grade 1 or 2', '- unknown unreadable'], ['1-2级', '- unknown unreadable'], ['G1至2级', '- unknown unreadable'], ['≥G2', '- unknown unreadable'], ['G2?', '- unknown unreadable'], ['G2 (Ki-67 3-5 %)', 'G2 unknown'],
  ['Moderately differentiated', '- unknown unreadable'], ['中分化', '- unknown unreadable'], ['intermediate', '- unknown unreadable'], ['G4', '- unknown unreadable'], ['see report', '- unknown unreadable'],
])('"%s" is %s', (text, expected) => expect(stated({ valueString: text })).toBe(expected));

test.each([
  ['well', sct('373375007'), '- well'], ['poor', sct('373373000'), '- poor'], ['undifferentiated', sct('373374006'), '- poor'], ['moderate, which is neither', sct('373377004'), '- unknown unreadable'],
  ['low, in a scale of another tumour', sct('1155708003'), '- unknown unreadable'], ['high, in a scale of another tumour', sct('1155707008'), '- unknown unreadable'], ['not to be assessed', sct('1155705000'), '- unknown'],
  ['3 in a list of a hospital', { coding: [{ system: 'https://hospital.example/grading', code: '3' }] }, '- unknown unreadable'],
])('the code for %s', (_title, code, expected) => expect(stated(concept(code))).toBe(expected));

test('the grade of another tumour is not of this one', () => {
  const { rejected } = mapped([patient, gnet, observation('x', loinc('33732-9'), { valueString: 'Gleason 7' }, { bodySite: { text: 'Prostate' } })]);
  expect(rejected).toEqual([{ resource: 'Observation/x', why: 'not-this-tumour' }]);
});

test.each([
  ['I', 'I'], ['Type II', 'II'], ['type 3', 'III'], ['Ⅱ型', 'II'], ['1型', 'I'], ['gastric NET, type I', 'I'],
  ['I-II', null], ['Type I or II', null], ['Type I/II', null], ['type I or type II', null], ['I/II型', null], ['I型或II型', null], ['Ⅰ-Ⅱ型', null], ['type IV', null], ['1 cm', null],
])('the type "%s" is %s', (text, type) => {
  const { picture, rejected } = mapped([patient, gnet, observation('x', fact('recorded-type'), { valueString: text })]);
  expect(picture.recorded.type).toBe(type);
  expect(rejected).toHaveLength(type === null ? 1 : 0);
});
