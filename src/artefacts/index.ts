/** The artefacts' only door: the knowledge as FHIR R4 resources, as a package and as a route. */
export { fhirArtefacts, PACKAGE_ID } from './all';
export { KNOWLEDGE_TYPES } from './capabilities';
export { fhirPackage, packageFileName } from './package';
export type { Artefact } from './resource';
export { artefactRoute, type ArtefactAnswer } from './route';
