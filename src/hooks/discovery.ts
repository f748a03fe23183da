/** What `GET /cds-services` says: the services, in the language of the caller. */
import { HOOKS } from './answer';
import { PREFETCH_TEMPLATES } from './prefetch/index';
import { SERVICE_IDS, type ServiceDescription } from './wire';
import { type Language, wordsFor } from './wording';

/** @see CDS Hooks 2.0.1, Discovery */
export function discovery(language: Language = 'en'): { services: ServiceDescription[] } {
  const { services } = wordsFor(language);
  return {
    services: SERVICE_IDS.map((id) => ({
      hook: HOOKS[id].hook, id, title: services[id].title, description: services[id].description, usageRequirements: services.usageRequirements,
      prefetch: { ...PREFETCH_TEMPLATES }, version: '2.0.1',
    })),
  };
}
