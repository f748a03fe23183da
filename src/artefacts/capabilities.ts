/** What `/fhir` offers, as FHIR says it. */
import { KNOWLEDGE } from '../engine';
import { type Artefact, published } from './resource';

/** Every type that `/fhir` answers for. */
export const KNOWLEDGE_TYPES = [
  'ActivityDefinition', 'CapabilityStatement', 'CodeSystem', 'ConceptMap', 'ImplementationGuide', 'Library', 'PlanDefinition', 'StructureDefinition', 'ValueSet',
  // Of the examples.
  'Condition', 'DiagnosticReport', 'MedicationRequest', 'Observation', 'Patient', 'Procedure', 'ServiceRequest',
] as const;

const EXAMPLES: ReadonlySet<string> = new Set(KNOWLEDGE_TYPES.slice(KNOWLEDGE_TYPES.indexOf('Condition')));

export function capabilities(baseUrl: string): Artefact {
  return published('CapabilityStatement', 'knowledge', 'Knowledge of gastric neuroendocrine neoplasms', 'Reads and searches the knowledge resources; no patient data are here; the examples are synthetic.', {
    kind: 'instance', software: { name: 'gnen-cds', version: KNOWLEDGE.version }, implementation: { description: 'Clinical decision support for gastric neuroendocrine neoplasms', url: `${baseUrl}/fhir` },
    fhirVersion: '4.0.1', format: ['json'],
    rest: [{
      mode: 'server', documentation: 'The decision support itself is called by CDS Hooks at /cds-services.',
      resource: KNOWLEDGE_TYPES.map((type) => ({ type, interaction: [{ code: 'read' }, { code: 'search-type' }], searchParam: [{ name: '_id', type: 'token' }, ...(EXAMPLES.has(type) ? [] : [{ name: 'url', type: 'uri' }, { name: 'version', type: 'token' }, { name: 'name', type: 'string' }, { name: 'title', type: 'string' }, { name: 'status', type: 'token' }])] })),
    }],
  });
}
