/** A site's own codes, through ConceptMaps only: what they stand for is read wherever a code is. */
import { type AnyResource, orderFactsFrom, siteCodesFrom } from '../../src/fhir-mapping';
import { gnet, mapped, observation, patient, percent, SUBJECT } from './records-of';

const LAB = 'http://hospital.example/codes';
const group = (target: string, codes: Record<string, string>) => ({ source: LAB, target, element: Object.entries(codes).map(([code, standard]) => ({ code, target: [{ code: standard, equivalence: 'equivalent' }] })) });
const siteCodes = siteCodesFrom([{
  resourceType: 'ConceptMap', id: 'hospital',
  group: [
    group('http://loinc.org', { KI: '29593-1', GAS: '2333-3', HIST: '59847-4', GR: '33732-9' }),
    group('http://snomed.info/sct', { DX1: '276808007', AG: '84568007', ESD: '42527001', STO: '69695003', EGD: '76009000' }),
    group('http://hl7.org/fhir/sid/icd-10-cm', { DX2: 'C7A.092' }),
    group('http://www.whocc.no/atc', { PPI: 'A02BC05', OCT: 'H01CB02' }),
    group('http://terminology.hl7.org/CodeSystem/icd-o-3', { M1: '8246/3' }),
    group('https://gnen-cds.org/fhir/CodeSystem/facts', { DIFF: 'differentiation', LO: 'poor', HI: 'well', G3: 'G3', RG: 'recorded-grade' }),
  ],
}]);
const local = (code: string) => ({ coding: [{ system: LAB, code }] });
const withMaps = (...resources: unknown[]) => mapped([patient, ...resources], { siteCodes }).picture;
const diagnosis = (code: string) => ({ ...gnet, code: local(code) });

test.each(['DX1', 'DX2'])('the diagnosis %s', (code) => {
  expect(withMaps(diagnosis(code))).toMatchObject({ evidenceOfGastricNen: true, codedKind: 'NET' });
  expect(mapped([patient, diagnosis(code)]).picture.evidenceOfGastricNen).toBe(false);
});

test('a result and its coded value', () => {
  expect(withMaps(gnet, observation('k', local('KI'), percent(25)), observation('d', local('DIFF'), { valueCodeableConcept: local('LO') }))).toMatchObject({ differentiation: 'poor', proliferation: [{ ki67: [{ kind: 'value', textMatch: false, value: { low: 25 } }] }] });
});

test('a component', () => {
  const panel = observation('p', local('PANEL'), {}, { component: [{ code: local('KI'), ...percent(7) }] });
  expect(withMaps(gnet, panel).proliferation).toMatchObject([{ ki67: [{ value: { low: 7 } }] }]);
});

test('a grade of a local list is read by configuration only', () => {
  const grade = observation('g', local('RG'), { valueCodeableConcept: local('G3') });
  expect(withMaps(gnet, grade).recorded.grade).toBe('G3');
  expect(mapped([patient, gnet, grade]).picture.recorded.grade).toBeNull();
});

test('a background, a procedure, a drug and a body site', () => {
  const procedure = { resourceType: 'Procedure', id: 'e', status: 'completed', subject: SUBJECT, performedDateTime: '2026-02-01', code: local('ESD') };
  const drug = { resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order', subject: SUBJECT, medicationCodeableConcept: local('PPI') };
  const contained = { ...drug, id: 'c', medicationCodeableConcept: undefined, contained: [{ resourceType: 'Medication', id: 'x', code: local('OCT') }], medicationReference: { reference: '#x' } };
  const histology = observation('h', local('HIST'), { valueCodeableConcept: local('M1') }, { bodySite: local('STO') });
  const picture = withMaps({ ...gnet, id: 'ag', code: local('AG') }, procedure, drug, contained, histology);
  expect(picture.background['atrophic-gastritis']).toMatchObject([{ state: 'present' }]);
  expect(picture.acts).toMatchObject([{ act: 'endoscopic-resection' }]);
  expect(picture.activeDrugs.map(({ drug: name }) => name)).toEqual(['octreotide', 'ppi']);
  expect(picture).toMatchObject({ evidenceOfGastricNen: true, histology: { kind: 'NEC' } });
});

test('draft orders', () => {
  const draft = (resource: AnyResource) => ({ resource, fullUrl: null });
  const orders = [{ resourceType: 'MedicationRequest', id: 'm', medicationCodeableConcept: local('PPI') }, { resourceType: 'ServiceRequest', id: 's', code: local('EGD') }].map(draft);
  expect(orderFactsFrom(orders, { entries: orders, siteCodes }).orders.map(({ drugs, acts }) => [...drugs, ...acts])).toEqual([['ppi'], ['gastroscopy']]);
});

test('a diagnosis being added', () => {
  expect(mapped([patient], { siteCodes, conditionsBeingAdded: [diagnosis('DX1')] }).picture.evidenceOfGastricNen).toBe(true);
});

test('what came is not changed', () => {
  const result = observation('k', local('KI'), percent(25));
  const before = JSON.stringify(result);
  withMaps(gnet, result);
  expect(JSON.stringify(result)).toBe(before);
});
