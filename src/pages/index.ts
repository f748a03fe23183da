/** The pages' only door: what people and tools read about the service. */
export { CONTENT_SECURITY_POLICY } from './html';
export { openApiDocument } from './openapi';
export { type Rulebook, type RulebookEntry, type RuleFate, rulebookData, rulebookPage } from './rulebook';
export { type ServedFile, servedFiles } from './served';
export { reducedConceptMap, type SiteKnowledge } from './site-knowledge';
export { appRegistration } from './smart-app';
export { readWebFiles, type WebFiles } from './web-files';
export { rulebookMarkdown } from './rulebook-markdown';
