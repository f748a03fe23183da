/** A metastasis whose place only its body site tells: the site decides, and words that say otherwise are named. @see terminology.md section 6, shape 27 */
import { gnet, mapped, patient, sct } from './records-of';

const LIVER = [sct('10200004')];
const metastasis = (code: object, bodySite: unknown = LIVER) => ({ ...gnet, id: 'm', code, bodySite });
const read = (code: object, bodySite?: unknown) => mapped([patient, gnet, metastasis(code, bodySite)]).picture;
const named = (code: object, bodySite?: unknown) => read(code, bodySite).notices.some((notice) => notice.code === 'metastasis-text-contradicts');

test.each([
  ['a primary tumour of another place', 'Malignant neoplasm of breast (disorder)', true], ['another place', 'Metastatic lung disease', true], ['a primary tumour, in Chinese', '乳腺恶性肿瘤', true], ['a carcinoma, no metastasis', 'Carcinoma', true],
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
