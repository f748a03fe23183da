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

export function profiles(): Artefact[] {
  return [
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
    profile('suggested-order', 'ServiceRequest', 'Suggested order', 'The order in a card\'s suggestion: a draft proposal, complete as it is.', [
      { path: 'ServiceRequest.status', short: 'draft', more: { ...typed('code'), patternCode: 'draft' } }, { path: 'ServiceRequest.intent', short: 'proposal', more: { ...typed('code'), patternCode: 'proposal' } },
      { path: 'ServiceRequest.code', short: 'What is ordered', min: 1 }, { path: 'ServiceRequest.authoredOn', short: 'The day of the card', min: 1 },
    ]),
  ];
}
