/** What `/fhir` offers, as FHIR says it. */
import { KNOWLEDGE } from '../engine';
import { type Artefact, published } from './resource';

export const KNOWLEDGE_TYPES = ['ActivityDefinition', 'CapabilityStatement', 'CodeSystem', 'ConceptMap', 'ImplementationGuide', 'Library', 'PlanDefinition', 'StructureDefinition', 'ValueSet'] as const;

export function capabilities(baseUrl: string): Artefact {
  return published('CapabilityStatement', 'knowledge', 'Knowledge of gastric neuroendocrine neoplasms', 'Reads and searches the knowledge resources; no patient data are here.', {
    kind: 'instance', software: { name: 'gnen-cds', version: KNOWLEDGE.version }, implementation: { description: 'Clinical decision support for gastric neuroendocrine neoplasms', url: `${baseUrl}/fhir` },
    fhirVersion: '4.0.1', format: ['json'],
    rest: [{
      mode: 'server', documentation: 'The decision support itself is called by CDS Hooks at /cds-services.',
      resource: KNOWLEDGE_TYPES.map((type) => ({ type, interaction: [{ code: 'read' }, { code: 'search-type' }], searchParam: [{ name: '_id', type: 'token' }, { name: 'url', type: 'uri' }, { name: 'version', type: 'token' }, { name: 'name', type: 'string' }, { name: 'title', type: 'string' }, { name: 'status', type: 'token' }] })),
    }],
  });
}
