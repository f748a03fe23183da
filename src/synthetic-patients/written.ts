/** Synthetic patients on their way out: as NDJSON of Bundles, or as the folder a Bulk Data export would be. */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type SyntheticOptions, syntheticPatient } from './record';

const FLUSH_AT = 1 << 18;

/** A Bundle a line. Waits for a slow reader, so memory stays flat however many patients are asked for. */
export async function writeBundles(count: number, options: SyntheticOptions, out: Writable): Promise<void> {
  let held = '';
  for (let number = 1; number <= count; number += 1) {
    const entry = syntheticPatient(number, options).map((resource) => ({ fullUrl: `https://example.org/fhir/${resource.resourceType}/${resource.id}`, resource }));
    held += `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })}\n`;
    if (held.length < FLUSH_AT) continue;
    if (!out.write(held)) await once(out, 'drain');
    held = '';
  }
  if (held !== '' && !out.write(held)) await once(out, 'drain');
}

/** One `<Type>.ndjson` (or `.ndjson.gz`) for each resource type, as `$export` hands them out. */
export async function writeBulkFolder(count: number, options: SyntheticOptions, folder: string, gzip: boolean): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, { held: string; out: Writable; file: WriteStream }>();
  for (let number = 1; number <= count; number += 1) {
    for (const resource of syntheticPatient(number, options)) {
      let type = files.get(resource.resourceType);
      if (type === undefined) {
        const file = createWriteStream(join(folder, `${resource.resourceType}.ndjson${gzip ? '.gz' : ''}`));
        const out = gzip ? createGzip({ level: 1 }) : file;
        if (gzip) out.pipe(file);
        type = { held: '', out, file };
        files.set(resource.resourceType, type);
      }
      type.held += `${JSON.stringify(resource)}\n`;
      if (type.held.length < FLUSH_AT) continue;
      if (!type.out.write(type.held)) await once(type.out, 'drain');
      type.held = '';
    }
  }
  for (const { held, out, file } of files.values()) {
    const closed = once(file, 'close');
    out.end(held);
    await closed;
  }
}
