/** The resources of a synthetic record, with the codes that laboratories and clinics send. */

export interface Resource { resourceType: string; id: string; [member: string]: unknown }

export const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const UCUM = 'http://unitsofmeasure.org';

export const CODES = {
  gastricNet: { system: SNOMED, code: '276808007', display: 'Carcinoid tumor of stomach' },
  gastricNen: { system: SNOMED, code: '721194008', display: 'Neuroendocrine neoplasm of stomach' },
  gastricNec: { system: SNOMED, code: '721638007', display: 'Primary neuroendocrine carcinoma of stomach (disorder)' },
  atrophicGastritis: { system: SNOMED, code: '84568007', display: 'Atrophic gastritis' },
  gastrinoma: { system: SNOMED, code: '302824004', display: 'Gastrinoma' },
  liverMetastasis: { system: SNOMED, code: '94381002', display: 'Secondary malignant neoplasm of liver' },
  hypertension: { system: SNOMED, code: '38341003', display: 'Hypertensive disorder' },
  ki67: { system: LOINC, code: '29593-1', display: 'Cells.Ki-67 nuclear Ag/cells in Tissue by Immune stain' },
  mitoses: { system: SNOMED, code: '406094009', display: 'Number of mitoses per 10 high power fields (observable entity)' },
  size: { system: LOINC, code: '33728-7', display: 'Size.maximum dimension in Tumor' },
  gastrin: { system: LOINC, code: '2333-3', display: 'Gastrin [Mass/volume] in Serum or Plasma' },
  mCategory: { system: SNOMED, code: '399387003', display: 'cM category' },
  sodium: { system: LOINC, code: '2951-2', display: 'Sodium [Moles/volume] in Serum or Plasma' },
  gastroscopy: { system: SNOMED, code: '76009000', display: 'Esophagogastroduodenoscopy (procedure)' },
  endoscopicResection: { system: SNOMED, code: '42527001', display: 'Endoscopic excision of lesion of stomach' },
  totalGastrectomy: { system: SNOMED, code: '26452005', display: 'Total gastrectomy' },
  omeprazole: { system: RXNORM, code: '7646', display: 'Omeprazole' },
} as const;
type Coded = { system: string; code: string; display?: string };

/** Builds the resources of one patient; ids are counted so that they are unique and the same every time. */
export class RecordOf {
  readonly resources: Resource[] = [];
  constructor(readonly patientId: string) {}

  private add(resourceType: string, members: Record<string, unknown>): void {
    const count = this.resources.length;
    const subject = { subject: { reference: `Patient/${this.patientId}` } };
    this.resources.push({ resourceType, id: count === 0 ? this.patientId : `${this.patientId}-${count}`, ...(resourceType === 'Patient' ? {} : subject), ...members });
  }

  patient(number: number, gender: string, birthDate: string): void {
    this.add('Patient', { identifier: [{ system: 'https://gnen-cds.org/fixtures/synthetic', value: this.patientId }], name: [{ text: `Synthetic patient ${number}` }], gender, birthDate });
  }

  condition(code: Coded, date: string): void {
    this.add('Condition', {
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
      code: { coding: [code] }, onsetDateTime: date, recordedDate: date,
    });
  }

  private observation(code: Coded, date: string, value: Record<string, unknown>): void {
    this.add('Observation', { status: 'final', code: { coding: [code] }, effectiveDateTime: date, ...value });
  }

  quantity(code: Coded, date: string, value: number, unit: string, ucum: string, upperLimit?: number): void {
    const quantity = (amount: number): Record<string, unknown> => ({ value: amount, unit, system: UCUM, code: ucum });
    this.observation(code, date, { valueQuantity: quantity(value), ...(upperLimit === undefined ? {} : { referenceRange: [{ high: quantity(upperLimit) }] }) });
  }

  fact(code: string, value: string, date: string): void {
    this.observation({ system: FACTS, code }, date, { valueCodeableConcept: { coding: [{ system: FACTS, code: value }] } });
  }

  coded(code: Coded, value: Coded, date: string): void { this.observation(code, date, { valueCodeableConcept: { coding: [value] } }); }

  procedure(code: Coded, date: string): void { this.add('Procedure', { status: 'completed', code: { coding: [code] }, performedDateTime: date }); }

  prescription(code: Coded, date: string): void {
    this.add('MedicationRequest', { status: 'active', intent: 'order', medicationCodeableConcept: { coding: [code] }, authoredOn: date });
  }
}

const AJCC = 'http://cancerstaging.org';
export const CM1 = { system: AJCC, code: 'cM1', display: 'cM1' } as const;
export const CM0 = { system: AJCC, code: 'cM0', display: 'cM0' } as const;
