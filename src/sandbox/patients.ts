/** The bundled synthetic patients: every file of the `patients` folder is a Bundle of one of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from './search';

/** @throws when a bundled file is damaged: the package is then not what was built. */
export function bundledPatients(folder: string = join(__dirname, 'patients')): Resource[] {
  const resources = new Map<string, Resource>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json')).sort()) {
    const bundle = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { entry?: { resource?: Resource }[] }; // sound: our own files, packed by our own script
    for (const { resource } of bundle.entry ?? []) if (resource !== undefined) resources.set(`${resource.resourceType}/${resource.id}`, resource);
  }
  return [...resources.values()];
}
