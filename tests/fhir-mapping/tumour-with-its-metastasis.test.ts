/** Words that name a gastric NEN together with its metastasis: evidence of both. @see rules.md AP-1 */
import { gnet, ki67, mapped, patient } from './records-of';

const read = (text: string, ...more: unknown[]) => mapped([patient, { ...gnet, id: 'c', code: { text } }, ...more]).picture;

test.each([
  ['胃神经内分泌肿瘤伴肝转移', 'unknown'], ['Gastric neuroendocrine tumour with liver metastases', 'NET'], ['胃神经内分泌癌肝转移', 'NEC'], ['Liver metastasis of a gastric neuroendocrine carcinoma', 'NEC'], ['Metastatic gastric NET, liver', 'NET'], ['胃NET肝转移', 'NET'],
])('"%s" is a gastric NEN, %s, with a liver metastasis', (text, kind) => {
  const picture = read(text);
  expect(picture).toMatchObject({ evidenceOfGastricNen: true, codedKind: kind, metastasis: { sites: ['liver'], originRecorded: true }, textMatched: ['neoplasm'] });
  expect(picture.notices.map(({ code }) => code)).toContain('neoplasm-text-match');
});

test.each(['Liver metastases', '肝转移', 'Pancreatic neuroendocrine tumour with liver metastases', 'Gastric cancer with liver metastases', 'Gastric and duodenal neuroendocrine tumour with metastases', '疑似胃神经内分泌肿瘤伴肝转移', 'Gastric metastasis of neuroendocrine tumour', 'Neuroendocrine tumour with gastric metastasis', 'Neuroendocrine carcinoma metastatic to the stomach', 'Neuroendocrine tumour, metastasis in the stomach', '胃转移性神经内分泌肿瘤', '神经内分泌癌转移至胃', '神经内分泌癌胃转移'])('"%s" is none', (text) => {
  expect(read(text).evidenceOfGastricNen).toBe(false);
});

test('a result bound to the tumour named first is of the primary, one bound to the metastasis is not', () => {
  const bound = ki67('k', 12, { focus: [{ reference: 'Condition/c' }] });
  expect(read('Gastric NET with liver metastases', bound).proliferation).toMatchObject([{ site: 'primary' }]);
  expect(read('Liver metastasis of gastric NET', bound).proliferation).toMatchObject([{ site: 'metastasis' }]);
});

test.each([['胃NET', true], ['胃底多发NET', true], ['胃体 NEC', true], ['胃NET G1 术后', true], ['胃NETs', true], ['胃管internet', false], ['胃底静脉曲张 NET', false], ['胃体多发性 NET', true], ['胃镜；NET待排', false], ['Gastric NET, liver metastases excluded', true], ['胃神经内分泌肿瘤，排除肝转移', true]])('"%s" names the tumour: %s', (text, expected) => {
  expect(read(text)).toMatchObject({ evidenceOfGastricNen: expected, metastasis: { sites: [] } });
});
