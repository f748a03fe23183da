/** Profiles of what the reader understands best: small differentials, so that a sender can check its own data against them. */
import { type Artefact, canonical, published } from './resource';

interface Element { path: string; short: string; min?: number; max?: string; more?: Record<string, unknown> }

function profile(id: string, type: string, title: string, description: string, elements: readonly Element[]): Artefact {
  return published('StructureDefinition', id, title, description, {
    fhirVersion: '4.0.1', kind: 'resource', abstract: false, type, baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`, derivation: 'constraint',
    differential: {
      element: [{ id: type, path: type, short: title, definition: description }, ...elements.map(({ path, short, min, max, more }) => ({ id: path, path, short, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...more }))],
    },
  });
}

const boundTo = (valueSet: string, strength: 'required' | 'extensible' | 'preferred'): Record<string, unknown> => ({ binding: { strength, valueSet: canonical('ValueSet', valueSet) } });
const typed = (code: string): Record<string, unknown> => ({ type: [{ code }] });

const ANSWERED = [
  { path: 'Observation.status', short: 'final, amended or corrected; preliminary is shown and never decides' },
  { path: 'Observation.subject', short: 'The patient', min: 1 },
  { path: 'Observation.effective[x]', short: 'When the specimen was taken: decides which result is the newest', min: 1 },
] as const;

/** An observation of one value set's codes with a quantity. */
const measured = (id: string, valueSet: string, title: string, description: string, unit: string, more: readonly Element[] = []): Artefact => profile(id, 'Observation', title, description, [
  ANSWERED[0], { path: 'Observation.code', short: 'What was measured', min: 1, more: boundTo(valueSet, 'preferred') }, ANSWERED[1], ANSWERED[2],
  { path: 'Observation.value[x]', short: `Quantity (${unit}), Range, or a text such as <1 or 3-5`, more: { type: [{ code: 'Quantity' }, { code: 'Range' }, { code: 'Ratio' }, { code: 'integer' }, { code: 'string' }] } }, ...more,
]);

/** The condition of a rule in words, where FHIR wants an expression that a machine runs. */
const ruleCondition = (): Artefact => published('StructureDefinition', 'rule-condition', 'Condition of a rule', 'When the rule speaks, in words; the service evaluates it, and no expression language does.', {
  fhirVersion: '4.0.1', kind: 'complex-type', abstract: false, context: [{ type: 'element', expression: 'PlanDefinition.action.condition' }], type: 'Extension', baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension', derivation: 'constraint',
  differential: { element: [
    { id: 'Extension', path: 'Extension', short: 'Condition of a rule', definition: 'When the rule speaks, in words.', max: '1' }, { id: 'Extension.extension', path: 'Extension.extension', max: '0' },
    { id: 'Extension.url', path: 'Extension.url', fixedUri: canonical('StructureDefinition', 'rule-condition') }, { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, ...typed('string') },
  ] },
});

export function profiles(): Artefact[] {
  return [
    ruleCondition(),
    profile('gnen-condition', 'Condition', 'Gastric neuroendocrine neoplasm', 'A Condition that is evidence of a gastric neuroendocrine neoplasm (AP-1).', [
      { path: 'Condition.verificationStatus', short: 'A refuted Condition never counts as present' },
      { path: 'Condition.code', short: 'The diagnosis', min: 1, more: boundTo('gnen', 'preferred') },
      { path: 'Condition.bodySite', short: 'The stomach, where the code does not say it', more: boundTo('stomach-topography', 'preferred') },
      { path: 'Condition.subject', short: 'The patient', min: 1 },
    ]),
    measured('ki67', 'ki67', 'Ki-67 index', 'Percentage of cells in proliferation; decides the grade together with the mitotic count (GR-1).', '%'),
    measured('mitotic-count', 'mitoses', 'Mitotic count', 'Mitoses with the area they were counted in; a count without a denominator makes the grade provisional near a threshold (GR-2).', '/(10.[HPF]) or /2 mm2'),
    measured('gastrin', 'gastrin', 'Serum gastrin', 'Fasting gastrin with the laboratory\'s own reference range, by which alone it is judged (TY-9).', 'pg/mL or pmol/L', [{ path: 'Observation.referenceRange', short: 'The laboratory\'s upper limit', min: 1 }]),
    measured('tumour-size', 'tumour-size-max', 'Size of the largest lesion', 'Largest diameter of the largest gastric lesion.', 'mm or cm'),
    profile('fact', 'Observation', 'Fact without a standard code', 'A result whose code is one of the project\'s own CodeSystem, where no standard code says it.', [
      ANSWERED[0], { path: 'Observation.code', short: 'The fact', min: 1, more: boundTo('all-facts', 'required') }, ANSWERED[1], ANSWERED[2],
      { path: 'Observation.value[x]', short: 'A code of the same system, a boolean, a number or the same word', min: 1 },
    ]),
    profile('tumour-category', 'Observation', 'T, N or M category, or stage group', 'A recorded category or group; used as recorded, and named where it contradicts the findings (ST-1, ST-4).', [
      ANSWERED[0], { path: 'Observation.code', short: 'Which category, clinical or pathological', min: 1, more: boundTo('tumour-category-codes', 'preferred') }, ANSWERED[1], ANSWERED[2],
      { path: 'Observation.value[x]', short: 'The category: its code, or words such as pT2', min: 1, more: { type: [{ code: 'CodeableConcept' }, { code: 'string' }] } },
      { path: 'Observation.method', short: 'The staging system and its edition' },
    ]),
    profile('histology', 'Observation', 'Histologic type', 'The histologic type as pathology states it (GR-7, GR-12).', [
      ANSWERED[0], { path: 'Observation.code', short: 'That it is the histologic type', min: 1, more: boundTo('histology', 'preferred') }, ANSWERED[1], ANSWERED[2],
      { path: 'Observation.value[x]', short: 'The type', min: 1, more: { type: [{ code: 'CodeableConcept' }], ...boundTo('fact-histology', 'preferred') } },
    ]),
    profile('laboratory-result', 'Observation', 'Laboratory result', 'A result of the blood with the laboratory\'s own reference range, by which alone it is judged.', [
      ANSWERED[0], { path: 'Observation.code', short: 'What was measured', min: 1, more: boundTo('laboratory-codes', 'preferred') }, ANSWERED[1], ANSWERED[2],
      { path: 'Observation.value[x]', short: 'Quantity with a UCUM unit', more: { type: [{ code: 'Quantity' }, { code: 'Range' }, { code: 'string' }] } }, { path: 'Observation.referenceRange', short: 'The laboratory\'s limits', min: 1 },
    ]),
    profile('act', 'Procedure', 'Endoscopy, resection or operation', 'An act on the stomach; its date is where the surveillance is counted from (section 10).', [
      { path: 'Procedure.status', short: 'Only a completed act counts as done' }, { path: 'Procedure.code', short: 'What was done', min: 1, more: boundTo('act-codes', 'preferred') },
      { path: 'Procedure.subject', short: 'The patient', min: 1 }, { path: 'Procedure.performed[x]', short: 'When', min: 1 },
    ]),
    profile('medication', 'MedicationRequest', 'Medication', 'A prescription; acid suppressants and antitumour drugs are read, the rest passed over.', [
      { path: 'MedicationRequest.status', short: 'Only an active one counts as being taken' }, { path: 'MedicationRequest.medication[x]', short: 'The drug: ingredient, product, ATC or substance', min: 1, more: { type: [{ code: 'CodeableConcept' }, { code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Medication'] }], ...boundTo('drug-codes', 'preferred') } },
      { path: 'MedicationRequest.subject', short: 'The patient', min: 1 },
    ]),
    profile('pathology-report', 'DiagnosticReport', 'Pathology report', 'Binds the results of one specimen together; its conclusion is quoted and never decides.', [
      { path: 'DiagnosticReport.status', short: 'final, amended or corrected' }, { path: 'DiagnosticReport.subject', short: 'The patient', min: 1 }, { path: 'DiagnosticReport.result', short: 'The results, each an Observation of its own', min: 1 },
    ]),
    profile('suggested-order', 'ServiceRequest', 'Suggested order', 'The order in a card\'s suggestion: a draft proposal, complete as it is.', [
      { path: 'ServiceRequest.status', short: 'draft', more: { ...typed('code'), patternCode: 'draft' } }, { path: 'ServiceRequest.intent', short: 'proposal', more: { ...typed('code'), patternCode: 'proposal' } },
      { path: 'ServiceRequest.code', short: 'What is ordered', min: 1 }, { path: 'ServiceRequest.authoredOn', short: 'The day of the card', min: 1 },
    ]),
  ];
}
