import { type AnyResource, appointmentDaysOf, orderFactsFrom } from '../../src/fhir-mapping';

const read = (resource: Record<string, unknown>, others: Record<string, unknown>[] = []) => {
  const entries = [resource, ...others].map((each) => ({ fullUrl: typeof each['fullUrl'] === 'string' ? each['fullUrl'] : null, resource: each as AnyResource })); // sound: each has a resourceType
  return orderFactsFrom(entries.slice(0, 1), { entries }).orders[0];
};
const request = (medication: Record<string, unknown>) => ({ resourceType: 'MedicationRequest', id: 'r', ...medication });
const rxnorm = (code: string) => ({ coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code }] });
const atc = (code: string, text?: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }], ...(text === undefined ? {} : { text }) });

describe('drugs', () => {
  test.each([
    ['an ingredient', { medicationCodeableConcept: rxnorm('7646') }, ['ppi']],
    ['an octreotide product', { medicationCodeableConcept: rxnorm('898589') }, ['octreotide']],
    ['a P-CAB', { medicationCodeableConcept: atc('A02BC08') }, ['p-cab']],
    ['an unlisted PPI of the ATC group', { medicationCodeableConcept: atc('A02BC01') }, ['ppi']],
    ['a brand', { medicationCodeableConcept: { text: 'Nexium 40 mg tablet' } }, ['ppi']],
    ['a Chinese name', { medicationCodeableConcept: { text: '注射用醋酸奥曲肽微球' } }, ['octreotide']],
    ['streptozocin as the review calls it', { medicationCodeableConcept: { text: '链脲霉素' } }, ['streptozocin']],
    ['an H2 blocker', { medicationCodeableConcept: { text: 'famotidine 20 mg' } }, ['h2-blocker']],
    ['transplant everolimus', { medicationCodeableConcept: atc('L04AH02') }, []],
    ['transplant code with an oncology brand', { medicationCodeableConcept: atc('L04AH02', 'Afinitor 10 mg') }, ['everolimus']],
    ['lutetium PSMA', { medicationCodeableConcept: { text: 'Lu-177 PSMA-617 (Pluvicto)' } }, []],
    ['a word inside another', { medicationCodeableConcept: { text: 'myppillow' } }, []],
    ['a contained Medication', { contained: [{ resourceType: 'Medication', id: 'm', code: rxnorm('2555') }], medicationReference: { reference: '#m' } }, ['cisplatin']],
    ['a wrapped medication', { medication: { concept: rxnorm('4179') } }, ['etoposide']],
    ['none at all', {}, []],
  ])('%s', (_title, medication, drugs) => {
    expect(read(request(medication))?.drugs).toEqual(drugs);
  });

  test('a Medication of the same bundle, by an absolute reference', () => {
    const medication = { resourceType: 'Medication', id: 'm.1-x', code: rxnorm('37776') };
    expect(read(request({ medicationReference: { reference: 'https://ehr.example/fhir/Medication/m.1-x' } }), [medication])?.drugs).toEqual(['temozolomide']);
  });
});

describe('acts', () => {
  test.each([
    ['gastrectomy by code', { coding: [{ system: 'http://snomed.info/sct', code: '26452005' }] }, ['radical-gastrectomy']],
    ['sleeve gastrectomy', { text: 'Laparoscopic sleeve gastrectomy' }, []],
    ['ESD in Chinese', { text: '内镜黏膜下剥离术' }, ['endoscopic-resection']],
    ['gastroscopy in Chinese', { text: '胃镜检查' }, ['gastroscopy']],
    ['an EUS', { text: 'Endoscopic ultrasound (EUS)' }, ['eus']],
    ['PRRT', { text: 'Peptide receptor radionuclide therapy' }, ['prrt']],
    ['something else', { text: 'Blood count' }, []],
    ['a polypectomy in Chinese', { text: '胃息肉切除术' }, ['endoscopic-resection']],
    ['a full-thickness resection', { text: 'Endoscopic full-thickness resection of the stomach' }, ['endoscopic-resection']],
    ['a full-thickness resection in Chinese', { text: '内镜全层切除术' }, ['endoscopic-resection']],
    ['a resection through the gastroscope', { text: '胃镜下肿物切除术' }, ['endoscopic-resection']],
    ['an upper endoscopy in Chinese', { text: '上消化道内镜检查' }, ['gastroscopy']],
    ['a gastroscopy after a resection', { text: 'Follow-up gastroscopy 6 months after endoscopic resection' }, ['gastroscopy']],
    ['a gastroscopy after ESD in Chinese', { text: 'ESD术后复查胃镜' }, ['gastroscopy']],
    ['an operation after an endoscopic one', { text: 'Subtotal gastrectomy after ESD' }, ['radical-gastrectomy']],
    ['care after a gastrectomy', { text: 'Nutrition counselling after gastrectomy' }, []],
    ['care after a gastrectomy in Chinese', { text: '胃癌根治术后营养指导' }, []],
    ['a state after a gastrectomy', { text: 'Gastrectomy status' }, []],
    ['talk about a gastrectomy', { text: 'Surgical consultation: discuss gastrectomy' }, []],
    ['talk about an examination is that examination', { text: '胃镜评估' }, ['gastroscopy']],
    ['the embolisation of a metastasis in Chinese', { text: '肝动脉化疗栓塞术' }, ['tae-tace']],
    ['a clot in Chinese', { text: '下肢静脉血栓栓塞' }, []],
  ])('%s', (_title, code, acts) => {
    expect(read({ resourceType: 'ServiceRequest', id: 's', code })?.acts).toEqual(acts);
  });

  test('a visit is known by the request it is based on, and by its day', () => {
    const order = { resourceType: 'ServiceRequest', id: 'g', code: { text: 'Gastroscopy' } };
    expect(read({ resourceType: 'Appointment', basedOn: [{ reference: 'ServiceRequest/g' }], start: '2027-01-05T08:00:00Z' }, [order])).toMatchObject({ acts: ['gastroscopy'], when: { first: '2027-01-05', last: '2027-01-05' } });
  });
});

describe('the days', () => {
  const days = (window: { first: string; last: string } | null | undefined) => (window === null || window === undefined ? '' : `${window.first} ${window.last}`);
  test.each([
    ['a day', { occurrenceDateTime: '2027-02-10' }, '2027-02-10 2027-02-10'],
    ['a month', { occurrenceDateTime: '2027-02' }, '2027-02-01 2027-02-28'],
    ['an early morning in the east: the clinic\'s day and the UTC day', { occurrenceDateTime: '2027-02-10T07:30:00+08:00' }, '2027-02-09 2027-02-10'],
    ['a late evening in the west', { occurrenceDateTime: '2027-02-10T20:00:00-08:00' }, '2027-02-10 2027-02-11'],
    ['a period', { occurrencePeriod: { start: '2027-02-01', end: '2027-03' } }, '2027-02-01 2027-03-31'],
    ['a period without an end', { occurrencePeriod: { start: '2027-02-01' } }, '2027-02-01 9999-12-31'],
    ['a period without a beginning', { occurrencePeriod: { end: '2027-02-01' } }, '0001-01-01 2027-02-01'],
    ['a period that says neither', { occurrencePeriod: {} }, ''],
    ['a schedule with bounds', { occurrenceTiming: { repeat: { boundsPeriod: { start: '2027-02-01', end: '2027-02-02' } } } }, '2027-02-01 2027-02-02'],
    ['a schedule with a day', { occurrenceTiming: { event: ['2027-02-03'] } }, '2027-02-03 2027-02-03'],
    ['none', {}, ''],
  ])('of an order: %s', (_title, when, expected) => {
    expect(days(read({ resourceType: 'ServiceRequest', id: 's', code: { text: 'Gastroscopy' }, ...when })?.when)).toBe(expected);
  });

  test.each([
    ['from its start to its end', { start: '2027-02-10T09:00:00Z', end: '2027-02-11T09:00:00Z' }, ['2027-02-10 2027-02-11']],
    ['a start alone', { start: '2027-02-10T09:00:00Z' }, ['2027-02-10 2027-02-10']],
    ['an end before the start is not believed', { start: '2027-02-10T09:00:00Z', end: '2027-01-10T09:00:00Z' }, ['2027-02-10 2027-02-10']],
    ['every period that was asked for', { requestedPeriod: [{ start: '2027-01-01', end: '2027-01-31' }, {}, { start: '2027-03-01' }] }, ['2027-01-01 2027-01-31', '2027-03-01 9999-12-31']],
    ['a booked time stands before the periods', { start: '2027-02-10T09:00:00Z', requestedPeriod: [{ start: '2027-01-01' }] }, ['2027-02-10 2027-02-10']],
    ['none', {}, []],
  ])('of an appointment: %s', (_title, when, expected) => {
    expect(appointmentDaysOf({ resourceType: 'Appointment', ...when }).map(days)).toEqual(expected);
  });
});
