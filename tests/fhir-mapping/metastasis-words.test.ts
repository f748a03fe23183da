/** A metastasis whose place only its body site tells: the site decides, and words that say otherwise are named. @see terminology.md section 6, shape 27 */
import { gnet, mapped, patient, sct } from './records-of';

const LIVER = [sct('10200004')];
const metastasis = (code: object, bodySite: unknown = LIVER) => ({ ...gnet, id: 'm', code, bodySite });
const read = (code: object, bodySite?: unknown) => mapped([patient, gnet, metastasis(code, bodySite)]).picture;
const named = (code: object, bodySite?: unknown) => read(code, bodySite).notices.some((notice) => notice.code === 'metastasis-text-contradicts');

test.each([
  ['a primary tumour of another place', 'Malignant neoplasm of breast (disorder)', true], ['another place', 'Metastatic lung disease', true], ['a primary tumour, in Chinese', '乳腺恶性肿瘤', true], ['a carcinoma, no metastasis', 'Carcinoma', true],
  ['another place of metastases', 'Metastasis to bone', true], ['another place of metastases, in Chinese', '骨转移', true],
  ['the place and another', 'Metastases to bone and liver', false],
  ['the place itself', 'Liver metastasis', false], ['a metastasis', 'Metastatic malignant neoplasm', false], ['a metastasis, in Chinese', '肝转移癌', false],
])('words that say %s', (_title, text, expected) => {
  expect(named({ ...sct('128462008'), text })).toBe(expected);
  expect(read({ ...sct('128462008'), text }).metastasis.sites).toEqual(['liver']);
});

test('without words, without a site of its own, or under a code that says the place there is nothing to contradict', () => {
  expect(named(sct('128462008'))).toBe(false);
  expect(named({ ...sct('128462008'), text: 'Carcinoma' }, null)).toBe(false);
  expect(named({ ...sct('94381002'), text: 'Carcinoma' })).toBe(false);
});

test('words that say the liver where the site is another', () => {
  expect(named({ ...sct('128462008'), text: 'Liver metastasis' }, [sct('272673000')])).toBe(true);
  expect(named({ ...sct('128462008'), text: 'Lymph node metastasis' }, [{ text: 'Supraclavicular lymph node' }])).toBe(false);
});

test('a primary tumour in the words, under a site whose code is not known here, is named too', () => {
  const elsewhere = [sct('8935007')];
  expect(named({ ...sct('128462008'), text: 'Malignant neoplasm of breast (disorder)' }, elsewhere)).toBe(true);
  expect(named({ ...sct('128462008'), text: 'Metastatic lung disease' }, elsewhere)).toBe(false);
  expect(read({ ...sct('128462008'), text: 'Malignant neoplasm of breast (disorder)' }, elsewhere).metastasis.sites).toEqual(['unstated']);
});

test.each([
  ['128462008', undefined], ['705176003', undefined], ['128462008', [sct('8935007')]],
])('%s with the site %j says no place: it may be the liver', (code, bodySite) => {
  expect(mapped([patient, gnet, { ...gnet, id: 'm', code: sct(code), ...(bodySite === undefined ? {} : { bodySite }) }]).picture.metastasis.sites).toEqual(['unstated']);
});

test.each([
  ['C7B.00', 'unstated'], ['C7B.8', 'unstated'], ['C7B.09', 'other'], ['C7B.02', 'liver'], ['C7B.03', 'bone'],
])('ICD-10-CM %s is a metastasis of %s', (code, site) => {
  const condition = { ...gnet, id: 'm', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] } };
  expect(mapped([patient, gnet, condition]).picture.metastasis.sites).toEqual([site]);
});

test.each([
  ['Distant metastases', 'unstated'], ['Brain metastasis', 'other'], ['Lung metastases', 'other'], ['肾上腺转移', 'other'], ['全身多发转移', 'unstated'], ['肝转移', 'liver'],
])('"%s" is a metastasis of %s', (text, site) => {
  expect(mapped([patient, gnet, { ...gnet, id: 'm', code: { text } }]).picture.metastasis.sites).toEqual([site]);
});
