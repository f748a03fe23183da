/** A Bundle in a hook's context, as clients really send it: no type, entries without resources, resources without ids. */
import { type AnyResource, hasModifier } from '../../fhir-mapping';

export interface ContextEntry { fullUrl: string | null; resource: AnyResource }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries that can be read; an unknown modifier takes its resource out, here as in the record. */
export function entriesOf(bundle: unknown): ContextEntry[] {
  if (!isObject(bundle) || !Array.isArray(bundle['entry'])) return [];
  const entries: ContextEntry[] = [];
  for (const entry of bundle['entry'] as unknown[]) {
    if (!isObject(entry) || !isObject(entry['resource']) || typeof entry['resource']['resourceType'] !== 'string') continue;
    const resource = entry['resource'] as AnyResource; // sound: resourceType was just seen
    if (hasModifier(resource)) continue;
    entries.push({ fullUrl: typeof entry['fullUrl'] === 'string' && entry['fullUrl'] !== '' ? entry['fullUrl'] : null, resource });
  }
  return entries;
}

export const resourcesOf = (bundle: unknown): AnyResource[] => entriesOf(bundle).map((entry) => entry.resource);
