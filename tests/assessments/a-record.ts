/** Records as FHIR Bundles for cases told from the outside: one synthetic patient, and only the results that a case is about. */

export type Resource = Record<string, unknown>;
type More = Record<string, unknown>;

const SCT = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
const ICD_O = 'http://terminology.hl7.org/CodeSystem/icd-o-3';
const subject = { reference: 'Patient/synthetic' };

export const sct = (code: string) => ({ coding: [{ system: SCT, code }] });
export const loinc = (code: string) => ({ coding: [{ system: LOINC, code }] });
export const own = (code: string) => ({ coding: [{ system: FACTS, code }] });
export const icdO = (code: string) => ({ coding: [{ system: ICD_O, code }] });
export const words = (text: string) => ({ text });
export const cm = (code: string) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] });

export const patient = (more: More = {}): Resource => ({ resourceType: 'Patient', id: 'synthetic', birthDate: '1970-01-01', gender: 'female', ...more });

export const condition = (id: string, code: unknown, more: More = {}): Resource => ({
  resourceType: 'Condition', id, subject, clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] }, recordedDate: '2026-01-10', code, ...more,
});
const verified = (code: string): More => ({ verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }] } });
export const refuted = verified('refuted');
export const unconfirmed = verified('unconfirmed');
export const inError = verified('entered-in-error');
export const status = (code: string): More => ({ clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code }] } });

export const observation = (id: string, code: unknown, value: More, more: More = {}): Resource => ({
  resourceType: 'Observation', id, status: 'final', subject, effectiveDateTime: '2026-05-01', code, ...value, ...more,
});

/** A value as it is sent: a number, or the words of a laboratory. */
export const quantity = (value: number, unit?: string, more: More = {}): More => ({ valueQuantity: { value, ...(unit === undefined ? {} : { unit }), ...more } });
export const text = (value: string): More => ({ valueString: value });
export const coded = (value: unknown): More => ({ valueCodeableConcept: value });

export const ki67 = (value: number | string | More, more: More = {}): Resource =>
  observation('ki67', loinc('29593-1'), typeof value === 'number' ? quantity(value, '%') : typeof value === 'string' ? text(value) : value, more);
export const mitoses = (value: number | string | More, more: More = {}): Resource =>
  observation('mitoses', sct('406094009'), typeof value === 'number' ? quantity(value, '/10 HPF') : typeof value === 'string' ? text(value) : value, more);
/** A fact by the project's own code; a string is a code of the same system. */
export const fact = (code: string, value: string | boolean | number, more: More = {}): Resource =>
  observation(code, own(code), typeof value === 'string' ? coded(own(value)) : typeof value === 'boolean' ? { valueBoolean: value } : { valueInteger: value }, more);

export const well = (more: More = {}) => fact('differentiation', 'well', more);
export const poor = (more: More = {}) => fact('differentiation', 'poor', more);
export const histology = (code: string, more: More = {}) => observation('histology', loinc('31206-6'), coded(icdO(code)), more);
export const part = (code: 'neuroendocrine-component' | 'non-neuroendocrine-component', value: number) => observation(code, own(code), quantity(value, '%'));
export const size = (mm: number, more: More = {}) => observation('size', loinc('33728-7'), quantity(mm, 'mm'), more);
export const solitary = () => fact('lesion-count', 'solitary');
export const multiple = () => fact('lesion-count', 'multiple');
export const depth = (layer: string) => fact('depth-of-invasion', layer);
export const eusNodes = (value: 'negative' | 'positive') => fact('eus-nodes', value);
export const imagingNodes = (value: 'negative' | 'positive') => fact('imaging-nodes', value);
/** A recorded category, `T2`, `N1`, `M0`, or a stage group, as words. */
export const recorded = (code: string, value: string, more: More = {}) => observation(`recorded-${code}`, sct(code), coded(words(value)), more);
export const tCategory = (value: string) => recorded('78873005', value);
export const nCategory = (value: string) => recorded('277206009', value);
export const mCategory = (value: string) => recorded('277208005', value);
export const stageGroup = (value: string) => recorded('399390009', value);

/** Basal gastrin against an upper limit of 100 pg/mL. */
export const gastrin = (value: number, more: More = {}): Resource =>
  observation('gastrin', loinc('2333-3'), quantity(value, 'pg/mL', { system: 'http://unitsofmeasure.org', code: 'pg/mL' }), { referenceRange: [{ high: { value: 100, unit: 'pg/mL' } }], ...more });
export const raised = () => gastrin(500);
export const normal = () => gastrin(50);

export const gnet = (more: More = {}) => condition('tumour', sct('276808007'), more);
export const gnec = (more: More = {}) => condition('tumour', sct('721638007'), more);
export const gnen = (more: More = {}) => condition('tumour', sct('721194008'), more);
export const gastritis = (more: More = {}) => condition('gastritis', sct('84568007'), more);
export const perniciousAnaemia = (more: More = {}) => condition('pernicious', sct('84027009'), more);
export const gastrinoma = (more: More = {}) => condition('gastrinoma', sct('302824004'), more);
export const zes = (more: More = {}) => condition('zes', sct('53132006'), more);
export const men1 = (more: More = {}) => condition('men1', sct('30664006'), more);
export const renalFailure = (more: More = {}) => condition('renal', sct('46177005'), more);
export const liverMetastasis = (more: More = {}) => condition('liver', sct('94381002'), more);
export const omeprazole = (more: More = {}): Resource => ({
  resourceType: 'MedicationRequest', id: 'omeprazole', status: 'active', intent: 'order', subject, authoredOn: '2026-04-01', medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code: 'A02BC01' }] }, ...more,
});
export const procedure = (id: string, code: string, more: More = {}): Resource => ({ resourceType: 'Procedure', id, status: 'completed', subject, performedDateTime: '2026-06-01', code: sct(code), ...more });

export const report = (id: string, results: readonly string[], more: More = {}): Resource => ({
  resourceType: 'DiagnosticReport', id, status: 'final', subject, code: loinc('60568-3'), effectiveDateTime: '2026-05-01', result: results.map((result) => ({ reference: `Observation/${result}` })), ...more,
});

export const bundle = (resources: readonly Resource[]): Record<string, unknown> => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });
