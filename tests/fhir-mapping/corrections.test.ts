/** What a corrected or amended result replaces, and what it leaves. @see terminology.md section 6 */
import { gnet, ki67, loinc, mapped, mitoses, observation, patient, percent, sct } from './records-of';

const REQUEST = { basedOn: [{ reference: 'ServiceRequest/r' }] };
const superseded = (...resources: unknown[]) => mapped([patient, gnet, ...resources]).rejected.filter(({ why }) => why === 'superseded').map(({ resource }) => resource.split('/')[1]);
const stain = (id: string, text: string, more: object) => observation(id, { ...sct('1234806008'), text }, percent(15), more as Record<string, unknown>);
const gene = (symbol: string) => [{ code: loinc('48018-6'), valueCodeableConcept: { coding: [{ system: 'http://www.genenames.org/geneId', code: `HGNC:${symbol}`, display: symbol }] } }];

test.each([
  ['the earlier result of its identifier', [ki67('a', 25, { identifier: [{ system: 's', value: '7' }] }), ki67('b', 2, { identifier: [{ system: 's', value: '7' }], status: 'corrected' })], ['a']],
  ['the earlier result of its request', [ki67('a', 25, REQUEST), ki67('b', 2, { ...REQUEST, status: 'amended' })], ['a']],
  ['a preliminary one', [ki67('a', 25, { ...REQUEST, status: 'preliminary' }), ki67('b', 2, { ...REQUEST, status: 'corrected' })], ['a']],
  ['an earlier correction', [ki67('a', 25, { ...REQUEST, status: 'corrected', issued: '2026-05-02T10:00:00Z' }), ki67('b', 2, { ...REQUEST, status: 'corrected', issued: '2026-05-03T10:00:00Z' })], ['a']],
  ['the stain of the same name', [stain('a', 'Ki-67', REQUEST), stain('b', 'Ki-67', { ...REQUEST, status: 'amended' })], ['a']],
])('it replaces %s', (_title, resources, expected) => expect(superseded(...resources)).toEqual(expected));

test.each([
  ['a result without identifier or request', [ki67('a', 25), ki67('b', 2, { status: 'corrected' })]],
  ['another identifier', [ki67('a', 25, { identifier: [{ value: '7' }] }), ki67('b', 2, { identifier: [{ value: '8' }], status: 'corrected' })]],
  ['the same value of another system', [ki67('a', 25, { identifier: [{ system: 's', value: '7' }] }), ki67('b', 2, { identifier: [{ system: 't', value: '7' }], status: 'corrected' })]],
  ['another analyte of the request', [mitoses('a', 5, REQUEST), ki67('b', 2, { ...REQUEST, status: 'amended' })]],
  ['another stain under the generic code', [stain('a', 'Ki-67', REQUEST), stain('b', 'Synaptophysin', { ...REQUEST, status: 'amended' })]],
  ['another gene under the generic code', [observation('a', sct('1234806008'), percent(15), { ...REQUEST, component: gene('MKI67') }), observation('b', sct('1234806008'), percent(15), { ...REQUEST, status: 'amended', component: gene('SYP') })]],
  ['another specimen of the request', [ki67('a', 25, { ...REQUEST, specimen: { reference: 'Specimen/1' } }), ki67('b', 2, { ...REQUEST, specimen: { reference: 'Specimen/2' }, status: 'corrected' })]],
  ['a later new result of the request', [ki67('a', 25, { ...REQUEST, effectiveDateTime: '2026-06-01' }), ki67('b', 2, { ...REQUEST, status: 'corrected' })]],
])('it leaves %s', (_title, resources) => expect(superseded(...resources)).toEqual([]));

test('a correction that was entered in error replaces nothing', () => {
  const { picture } = mapped([patient, gnet, ki67('a', 25, REQUEST), ki67('b', 2, { ...REQUEST, status: 'entered-in-error' })]);
  expect(picture.proliferation[0]?.ki67.map(({ resource }) => resource)).toEqual(['Observation/a']);
});
