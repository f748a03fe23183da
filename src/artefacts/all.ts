/** Every knowledge resource, made from the rule data each time it is asked for: nothing here is kept by hand. */
import { KNOWLEDGE } from '../engine';
import { capabilities } from './capabilities';
import { codeSystems } from './code-systems';
import { conceptMaps } from './concept-maps';
import { examples } from './examples';
import { activities, library, plans } from './plans';
import { profiles } from './profiles';
import { type Artefact, published } from './resource';
import { valueSets } from './value-sets';

export const PACKAGE_ID = 'org.gnen-cds.fhir';

/** Sorted by type and id. @param baseUrl public base URL of the service, for the links into its rulebook */
export function fhirArtefacts(baseUrl: string): Artefact[] {
  const knowledge = [...codeSystems(), ...valueSets(), ...conceptMaps(), ...plans(baseUrl), ...activities(), library(), ...profiles(), capabilities(baseUrl)];
  const shown = examples();
  const all = [...knowledge, ...shown, guide(knowledge, shown)];
  return all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Which profile an example shows. */
function exampleFor({ meta }: Artefact): Record<string, unknown> {
  const [profile] = (meta as { profile?: string[] } | undefined)?.profile ?? []; // sound: `examples` wrote it
  return profile === undefined ? { exampleBoolean: true } : { exampleCanonical: profile };
}

const keyOf = ({ resourceType, id }: Artefact): string => `${resourceType}/${id}`;

function guide(knowledge: readonly Artefact[], shown: readonly Artefact[]): Artefact {
  return published('ImplementationGuide', PACKAGE_ID, 'Gastric neuroendocrine neoplasms: knowledge', 'Rules, codes, value sets and profiles of a decision support service for gastric neuroendocrine neoplasms.', {
    packageId: PACKAGE_ID, license: 'Apache-2.0', fhirVersion: ['4.0.1'],
    definition: { resource: [
      ...knowledge.map((each) => ({ reference: { reference: keyOf(each) }, name: String(each['title'] ?? each.id), exampleBoolean: false })),
      ...shown.map((each) => ({ reference: { reference: keyOf(each) }, name: each.id, ...exampleFor(each) })),
    ] },
    version: KNOWLEDGE.version,
  });
}
