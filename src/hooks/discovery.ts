/** What `GET /cds-services` says: the services, in the language of the caller. */
import { HOOKS } from './answer';
import { PREFETCH_TEMPLATES } from './prefetch/index';
import { SERVICE_IDS, type ServiceDescription, type ServiceId } from './wire';
import { type Language, wordsFor } from './wording';

/** Versions of the published hook definitions that the services answer; clients of the 3.0 ballot compare them. */
const HOOK_VERSIONS: Readonly<Record<ServiceId, string>> = {
  'gnen-patient-view': '1.0', 'gnen-order-select': '1.0', 'gnen-order-sign': '1.0',
  'gnen-problem-list-item-create': '0.1.0', 'gnen-appointment-book': '1.0', 'gnen-encounter-discharge': '1.0',
};

/** @see CDS Hooks 2.0.1, Discovery; `hookVersion` is a member of the 3.0 ballot that older clients do not look at */
export function discovery(language: Language = 'en'): { services: ServiceDescription[] } {
  const { services } = wordsFor(language);
  return {
    services: SERVICE_IDS.map((id) => ({
      hook: HOOKS[id].hook, id, title: services[id].title, description: services[id].description, usageRequirements: services.usageRequirements,
      prefetch: { ...PREFETCH_TEMPLATES }, version: '2.0.1', hookVersion: HOOK_VERSIONS[id],
    })),
  };
}
