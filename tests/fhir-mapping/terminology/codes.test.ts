import { conceptNamedIn, conceptOf, readCode, siteCodesFrom, trapOf, NO_SITE_CODES, withStandardCodes } from '../../../src/fhir-mapping/terminology';

const LOINC = 'http://loinc.org';
const SCT = 'http://snomed.info/sct';
const CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const WHO = 'http://hl7.org/fhir/sid/icd-10';
const ICDO = 'http://terminology.hl7.org/CodeSystem/icd-o-3';
const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';

describe('codes under the systems real data names', () => {
  test.each([
    [LOINC, '29593-1', 'ki67'], ['https://loinc.org', '29593-1', 'ki67'], ['urn:oid:2.16.840.1.113883.6.1', '29593-1', 'ki67'], [SCT, '406094009', 'mitoses'], ['http://snomed.info/sct/900000000000207008/version/20240101', '406094009', 'mitoses'],
    [CM, 'C7A.092', 'gnet'], [CM, 'C7A092', 'gnet'], ['urn:oid:2.16.840.1.113883.6.90', 'C7A.092', 'gnet'], [CM, 'C7A.012', 'other-primary-nen'], [CM, 'C7A.026', 'other-primary-nen'], [CM, 'E34.09', 'carcinoid-syndrome'], [CM, 'N18.5', 'renal-failure'], [CM, 'N18.2', 'chronic-kidney-disease'],
    [CM, 'N18', 'chronic-kidney-disease'], [WHO, 'N18.5', 'renal-failure'], [WHO, 'K29.400', 'atrophic-gastritis'], [WHO, 'K29.400x001', 'atrophic-gastritis'], ['http://fhir.de/CodeSystem/bfarm/icd-10-gm', 'K29.4', 'atrophic-gastritis'], [WHO, 'C25.4', 'other-primary-nen'], [WHO, 'C7A.092', 'gnet'], [WHO, 'C16', 'gastric-cancer-unspecified'], ['http://local.example/icd', 'K29.400x001', 'atrophic-gastritis'], [WHO, 'M82400/3', 'net-histology'],
    ['http://www.whocc.no/atc', 'B03AB05', 'drug-iron'], ['http://fhir.de/CodeSystem/bfarm/atc', 'A02BC01', 'drug-ppi'], ['http://www.whocc.no/atc', 'A02BC08', 'drug-p-cab'], [ICDO, '8240/3', 'net-histology'], [ICDO, '8249/3', 'net-histology'], [ICDO, '8240/1', 'net-histology'], [ICDO, '8041/3', 'small-cell-nec'],
    [ICDO, '8154/3', 'minen'], [ICDO, '8574/3', 'adenocarcinoma-with-neuroendocrine-differentiation'], ['http://hl7.org/fhir/sid/icd-o-3', '8013/3', 'large-cell-nec'], [SCT, '721634009', 'gnen'], [SCT, '721638007', 'gnec'], [FACTS, 'depth-of-invasion', 'depth-of-invasion'],
  ])('%s %s is %s', (system, code, expected) => expect(conceptOf(system, code)).toBe(expected));

  test.each([[LOINC, '2334-1'], [LOINC, '14716-1'], [SCT, '43210008'], [SCT, '32050005'], ['http://example.org/local', '29593-1'], [null, '29593-1'], [LOINC, '__proto__'], [LOINC, 'constructor'], [SCT, '16915004']])('%s %s is not shipped', (system, code) => expect(conceptOf(system, code)).toBeUndefined());
  test.each([['1484-5', 'trap-gastrin-stimulated'], ['85319-2', 'trap-her2'], ['85330-9', 'trap-ki67-breast-only'], ['12216-8', 'trap-gastrin-deprecated'], ['40205-7', 'trap-mitoses-other'], ['33756-8', 'trap-polyp-size'], ['68939-8', 'trap-nse-not-serum']])('%s is the trap %s', (code, expected) => expect(trapOf(LOINC, code)).toBe(expected));
});

describe('what a code and its words are about', () => {
  const coding = (code: string, display?: string, system = LOINC) => ({ system, code, ...(display === undefined ? {} : { display }) });
  test.each([
    ['a Ki-67 code', { coding: [coding('29593-1', 'Ki-67 [Percentile] in Tissue')] }, 'coded ki67'],
    ['a Ki-67 code with the words of HER2', { coding: [coding('29593-1')], text: 'HER2' }, 'conflict ki67'],
    ['the HER2 code with the words of Ki-67', { coding: [coding('85319-2')], text: 'Ki-67' }, 'trap trap-her2 ki67'],
    ['another known code with the words of Ki-67', { coding: [coding('2276-4')], text: 'Ki-67' }, 'conflict ferritin'],
    ['a Ki-67 code beside the HER2 code', { coding: [coding('29593-1'), coding('85319-2')] }, 'conflict ki67'],
    ['a Ki-67 code beside one of mitoses', { coding: [coding('29593-1'), coding('406094009', undefined, SCT)] }, 'conflict ki67'],
    ['a breast-only code', { coding: [coding('85330-9')] }, 'coded ki67 breast-only'],
    ['the generic stain with the words', { coding: [coding('1234806008', undefined, SCT)], text: 'Ki-67' }, 'text-match ki67'],
    ['the generic stain beside p53', { coding: [coding('1234806008', undefined, SCT), coding('14229-9')] }, 'coded p53-ihc'],
    ['words alone', { text: 'Ki-67阳性指数' }, 'text-match ki67'],
    ['a local code with words', { coding: [coding('X1', '核分裂象', 'http://example.org/local')] }, 'text-match mitoses'],
    ['nothing known', { text: 'Sodium' }, 'null'],
    ['a broken concept', { coding: [null, 5, { code: 7 }], text: 9 }, 'null'],
    ['no concept', null, 'null'],
  ])('%s', (_, concept, expected) => {
    const reading = readCode(concept);
    const said = reading === null ? 'null' : reading.kind === 'stimulated' ? reading.kind : reading.kind === 'trap' ? `trap ${reading.trap} ${reading.saidAs}` : `${reading.kind} ${reading.concept}${reading.kind === 'coded' && reading.breastOnly ? ' breast-only' : ''}`;
    expect(said).toBe(expected);
  });
  test.each([['胃泌素', 'gastrin'], ['胃泌素释放肽前体', null], ['Gastrin 30 min after secretin', null], ['嗜铬粒蛋白A', 'cga-serum'], ['慢性萎缩性胃炎', 'atrophic-gastritis'], ['肿瘤大小', 'tumour-size-max'], ['转铁蛋白', null], ['MIB-1', 'ki67'], ['Ki-67 HER2', null]])('the words %s', (words, expected) => expect(conceptNamedIn(words)).toBe(expected));
});

describe("a site's own codes", () => {
  const map = (target: unknown[]) => ({ resourceType: 'ConceptMap', id: 'local', group: [{ source: 'http://example.org/lab', target: LOINC, element: [{ code: 'KI', target }] }] });
  const local = { coding: [{ system: 'http://example.org/lab', code: 'KI' }] };
  test('an equivalent code is read as the standard one', () => expect(readCode(withStandardCodes(local, siteCodesFrom([map([{ code: '29593-1', equivalence: 'equivalent' }])])))).toMatchObject({ kind: 'coded', concept: 'ki67' }));
  test('a disjoint one is not', () => expect(readCode(withStandardCodes(local, siteCodesFrom([map([{ code: '29593-1', equivalence: 'disjoint' }])])))).toBeNull());
  test('no maps, no codes', () => expect(siteCodesFrom([])).toBe(NO_SITE_CODES));
  test.each([[[null], /resourceType/], [[{ resourceType: 'ConceptMap', id: 'x' }], /ConceptMap x: group/], [[{ resourceType: 'ConceptMap', group: [{}] }], /group\[0\]\.source/], [[map([{ code: 'a', equivalence: 'same' }])], /equivalence/], [[map([{ equivalence: 'equal' }])], /target\[0\]\.code/]])('a broken map says what is wrong: %j', (maps, message) => expect(() => siteCodesFrom(maps)).toThrow(message));
});
