/** Which tumour a result is of: by focus, site, specimen, report, its own name; and what an empty result leaves. @see rules.md GR-13; terminology.md section 6 */
import { gnet, ki67, loinc, mapped, mitoses, observation, patient, percent, sct, SUBJECT } from './records-of';

const breast = { ...gnet, id: 'other', code: { coding: [{ system: 'http://snomed.info/sct', code: '254837009' }], text: 'Malignant neoplasm of breast' } };
const codeOnly = (system: string, code: string) => ({ ...gnet, id: 'other', code: { coding: [{ system, code }] } });
const specimen = (site: object, more: object = {}) => ({ resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { bodySite: site }, ...more });
const at = (site: object) => ({ bodySite: site });
const of = (...resources: unknown[]) => {
  const { picture, rejected } = mapped([patient, gnet, ...resources]);
  const places = picture.proliferation.flatMap((set) => set.ki67.map(({ kind }) => `${set.site}${kind === 'unreadable' ? ' unreadable' : ''}`));
  return [...places, ...rejected.map(({ why }) => why)].join('; ');
};
const FOCUS = { focus: [{ reference: 'Condition/other' }] };
const SPECIMEN = { specimen: { reference: 'Specimen/s' } };

test.each([
  ['nothing at all, one neoplasm', [ki67('k', 5)], 'primary'],
  ['the gastric NEN in focus', [ki67('k', 5, { focus: [{ reference: 'Condition/gnet' }] })], 'primary'],
  ['a breast cancer in focus', [breast, ki67('k', 5, FOCUS)], 'not-this-tumour'],
  ['a Condition in focus whose code alone is not known', [codeOnly('http://snomed.info/sct', '254837009'), ki67('k', 5, FOCUS)], 'not-this-tumour'],
  ['an ICD code of the breast in focus', [codeOnly('http://hl7.org/fhir/sid/icd-10-cm', 'C50.911'), ki67('k', 5, FOCUS)], 'not-this-tumour'],
  ['a breast cancer on record, nothing in focus', [breast, ki67('k', 5)], 'not-this-tumour'],
  ['a breast cancer on record, the stomach as site', [breast, ki67('k', 5, at(sct('69695003')))], 'primary'],
  ['a breast cancer on record, a gastric specimen', [breast, specimen(sct('69695003')), ki67('k', 5, SPECIMEN)], 'primary'],
  ['a refuted breast cancer', [{ ...breast, verificationStatus: { coding: [{ code: 'refuted' }] } }, ki67('k', 5)], 'primary; refuted'],
  ['the breast as site, in words', [ki67('k', 5, at({ text: 'Left breast' }))], 'not-this-tumour'],
  ['the colon as specimen', [specimen({ text: 'Sigmoid colon' }), ki67('k', 5, SPECIMEN)], 'not-this-tumour'],
  ['the liver as site', [ki67('k', 5, at(sct('10200004')))], 'metastasis'],
  ['the liver as specimen, in Chinese', [specimen({ text: '肝穿刺' }), ki67('k', 5, SPECIMEN)], 'metastasis'],
  ['a liver biopsy as the kind of specimen', [specimen({}, { collection: undefined, type: { text: 'Liver biopsy' } }), ki67('k', 5, SPECIMEN)], 'metastasis'],
  ['a specimen in the resource itself', [ki67('k', 5, { contained: [{ resourceType: 'Specimen', id: 'c', collection: { bodySite: sct('10200004') } }], specimen: { reference: '#c' } })], 'metastasis'],
  ['a specimen on another server, of an earlier version', [specimen(sct('10200004')), ki67('k', 5, { specimen: { reference: 'https://lab.example/fhir/Specimen/s/_history/2' } })], 'metastasis'],
  ['a name that holds the organ', [observation('k', { text: 'Ki-67 (breast)' }, percent(60))], 'not-this-tumour'],
  ['a name that holds the organ beside the code', [observation('k', loinc('29593-1', '乳腺癌 Ki-67'), percent(60))], 'not-this-tumour'],
  ['a name that holds the stomach', [observation('k', loinc('29593-1', 'Ki-67, stomach'), percent(5))], 'primary'],
])('Ki-67 with %s: %s', (_title, resources, expected) => expect(of(...resources)).toBe(expected));

test('a T category whose focus is a Condition that is not known is not of this tumour', () => {
  const t = observation('t', sct('78873005'), { valueCodeableConcept: { text: 'pT3' } }, FOCUS);
  expect(mapped([patient, gnet, codeOnly('http://snomed.info/sct', '254837009'), t]).picture.recorded.t).toBeNull();
  expect(mapped([patient, gnet, codeOnly('http://snomed.info/sct', '363349007'), t]).picture.recorded.t).toBe('T3');
});

describe('an empty result', () => {
  const older = ki67('old', 7, { effectiveDateTime: '2025-01-01' });
  test.each([
    ['without a value', {}], ['with null for a value', { valueQuantity: null }], ['with the reason why there is none', { dataAbsentReason: { text: 'unknown' } }], ['with a unit only', { valueQuantity: { unit: '%' } }],
  ])('%s is unreadable, and newer than a readable one it is not passed over', (_title, value) => {
    const { picture, rejected } = mapped([patient, gnet, older, observation('k', loinc('29593-1'), value)]);
    expect(rejected).toEqual([{ resource: 'Observation/k', why: 'unreadable' }]);
    expect(picture.proliferation.find((set) => set.ki67.some(({ resource }) => resource === 'Observation/k'))?.ki67[0]?.kind).toBe('unreadable');
  });

  test('that is the parent of others needs none', () => {
    expect(of(observation('k', loinc('29593-1'), {}, { hasMember: [{ reference: 'Observation/part' }] }), ki67('part', 5))).toBe('primary');
    expect(of(observation('k', loinc('29593-1'), {}, { component: [{ code: loinc('29593-1'), ...percent(5) }] }))).toBe('primary');
  });

  test.each(['registered', 'preliminary', 'cancelled', 'entered-in-error', 'unknown'])('that is %s takes nothing away', (status) => {
    expect(of(ki67('k', 7), mitoses('m', 1), observation('new', loinc('29593-1'), {}, { status, effectiveDateTime: '2026-06-01' })).startsWith('primary;')).toBe(true);
  });
});

test.each(['active', 'recurrence', 'relapse', 'remission', 'inactive', 'resolved', undefined])('another cancer that is %s is on record: an unbound Ki-67 may be its own', (status) => {
  const { picture, rejected } = mapped([patient, gnet, { ...breast, clinicalStatus: status === undefined ? undefined : { coding: [{ code: status }] } }, ki67('k', 30)]);
  expect(rejected).toEqual([{ resource: 'Observation/k', why: 'not-this-tumour' }]);
  expect(picture.notices.map(({ code }) => code)).toContain('unbound-result-second-primary');
});
