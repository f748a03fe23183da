/** What the words of a Condition deny is not read as present. @see rules.md AP-1, TY-3; ST-4 */
import { gnet, mapped, observation, patient } from './records-of';

const condition = (text: string) => ({ ...gnet, id: 'c', code: { text } });

test.each([
  ['慢性萎缩性胃炎', 'present'], ['Chronic atrophic gastritis', 'present'], ['Autoimmune gastritis', 'present'],
  ['慢性非萎缩性胃炎', 'unknown'], ['慢性非萎缩性胃炎伴糜烂', 'unknown'], ['Chronic non-atrophic gastritis', 'unknown'], ['Nonatrophic gastritis', 'unknown'], ['No atrophic gastritis', 'unknown'], ['未见萎缩性胃炎', 'unknown'],
])('the background of "%s" is %s', (text, expected) => {
  expect(mapped([patient, gnet, condition(text)]).picture.background['atrophic-gastritis'][0]?.state ?? 'unknown').toBe(expected);
});

test('a non-atrophic gastritis under the code of chronic gastritis stays one', () => {
  const chronic = { ...gnet, id: 'c', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'K29.500' }], text: '慢性非萎缩性胃炎' } };
  expect(mapped([patient, gnet, chronic]).picture.background['atrophic-gastritis']).toEqual([]);
});

test('a result named after non-atrophic gastritis says nothing of the atrophic one', () => {
  expect(mapped([patient, gnet, observation('x', { text: '非萎缩性胃炎' }, { valueCodeableConcept: { text: '阳性' } })]).picture.background['atrophic-gastritis']).toEqual([]);
});

test.each([
  ['Liver metastasis', ['liver']], ['肝转移', ['liver']],
  ['No liver metastasis', []], ['No evidence of metastasis', []], ['Gastric NET, no liver metastasis', []], ['无肝转移', []], ['胃神经内分泌瘤，未见远处转移', []],
])('the metastases of "%s" are %j', (text, sites) => {
  expect(mapped([patient, gnet, condition(text)]).picture.metastasis.sites).toEqual(sites);
});

test.each([
  ['Gastric neuroendocrine tumour without metastasis', true], ['Gastric NET, no distant metastasis', true], ['胃神经内分泌瘤，无转移', true],
  ['No gastric neuroendocrine tumour', false], ['Gastric NET ruled out', false], ['胃神经内分泌肿瘤待排', false],
])('"%s" is evidence of a gastric NEN: %s', (text, expected) => {
  expect(mapped([patient, condition(text)]).picture.evidenceOfGastricNen).toBe(expected);
});

test.each([
  ['Carcinoid syndrome', 'yes'], ['类癌综合征', 'yes'], ['No carcinoid syndrome', 'unknown'], ['Carcinoid syndrome ruled out', 'unknown'], ['无类癌综合征', 'unknown'],
])('the hormones of "%s": %s', (text, expected) => {
  expect(mapped([patient, gnet, condition(text)]).picture.function.carcinoidSyndrome).toBe(expected);
});

test.each([['Iron deficiency anaemia', true], ['缺铁性贫血', true], ['No iron deficiency', false], ['Iron deficiency excluded', false]])('iron deficiency by "%s": %s', (text, expected) => {
  expect(mapped([patient, gnet, condition(text)]).evidence.some(({ fact }) => fact === 'labs.iron')).toBe(expected);
});

test.each([
  ['Helicobacter pylori infection', 'h-pylori', true], ['幽门螺杆菌感染', 'h-pylori', true], ['H. pylori-negative gastritis', 'h-pylori', false], ['幽门螺杆菌阴性', 'h-pylori', false], ['H. pylori eradicated', 'h-pylori', false], ['幽门螺杆菌根除后', 'h-pylori', false],
  ['Gastrinoma of the duodenum', 'gastrinoma', true], ['胃泌素瘤', 'gastrinoma', true], ['胃泌素瘤术后', 'gastrinoma', true], ['Family history of MEN1', 'men1', false], ['MEN1', 'men1', true], ['疑似萎缩性胃炎', 'atrophic-gastritis', false],
  ['Atrophic gastritis, H. pylori negative', 'atrophic-gastritis', true], ['Atrophic gastritis, H. pylori negative', 'h-pylori', false], ['慢性萎缩性胃炎，息肉术后', 'atrophic-gastritis', true], ['慢性萎缩性胃炎（幽门螺杆菌阴性）', 'atrophic-gastritis', true], ['慢性萎缩性胃炎（幽门螺杆菌阴性）', 'h-pylori', false],
] as const)('"%s" says %s: %s', (text, background, expected) => {
  expect(mapped([patient, gnet, condition(text)]).picture.background[background].some(({ state }) => state === 'present')).toBe(expected);
});
