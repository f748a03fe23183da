/** Bulk Data export: asked for, polled to its end, fetched file by file. @see FHIR Bulk Data Access, export operation */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BadLine } from '../summary';
import { COHORT_TYPES } from './resource-types';
import { isObject, jsonOf, retryAfter, type Server, UnusableServer } from './server-calls';

const MOST_POLLS = 2000;
const TRANSFERS = 3;

interface Manifest { files: URL[]; errors: number; status: URL }

/** Fills `folder`; null when the server offers no export. @throws UnusableServer */
export async function downloadExport(server: Server, group: string | null, folder: string, say: (sentence: string) => void): Promise<BadLine[] | null> {
  const manifest = await exported(server, group, say);
  if (manifest === null) return null;
  for (const [index, file] of manifest.files.entries()) await fetched(server, file, join(folder, `export.${String(index).padStart(5, '0')}.ndjson`));
  say(`${manifest.files.length} files of the export are here.`);
  await server.forget(manifest.status);
  return manifest.errors === 0 ? [] : [{ source: server.base.origin, line: null, why: `reports ${manifest.errors} ${manifest.errors === 1 ? 'file' : 'files'} of errors beside the export: some records may be incomplete` }];
}

async function exported(server: Server, group: string | null, say: (sentence: string) => void): Promise<Manifest | null> {
  const start = async (types: readonly string[]): Promise<Response> => {
    const answer = await server.get(server.at(`${group === null ? 'Patient' : `Group/${encodeURIComponent(group)}`}/$export?_type=${types.join(',')}&_outputFormat=${encodeURIComponent('application/fhir+ndjson')}`), 'application/fhir+json', { Prefer: 'respond-async' });
    await answer.body?.cancel();
    return answer;
  };
  let started = await start(COHORT_TYPES);
  if (started.status === 400 || started.status === 422) {
    // Some servers export nothing that is not itself about a patient.
    started = await start(COHORT_TYPES.filter((type) => type !== 'Medication'));
    if (started.status === 202) say('The server exports no Medications; references to them stay unresolved.');
  }
  if (started.status === 401 || started.status === 403) throw new UnusableServer(`$export is refused (${started.status}): the token lacks the right or is missing`);
  if (started.status === 429 || started.status >= 502) throw new UnusableServer(`$export cannot be started now (${started.status})`);
  const place = started.headers.get('content-location');
  if (started.status !== 202 || place === null) return null;
  const status = server.at(place);
  if (!server.isOwn(status)) throw new UnusableServer('the export\'s status lies on another host');
  say('The export has started.');
  for (let poll = 1; poll <= MOST_POLLS; poll += 1) {
    const answer = await server.once(status, 'application/json');
    if (answer.status === 200) return manifestIn(await jsonOf(answer), server, status);
    const progress = answer.headers.get('x-progress');
    await answer.body?.cancel();
    if (answer.status === 404 || answer.status === 410) throw new UnusableServer(`the export has expired or was removed (${answer.status})`);
    if (answer.status === 401 || answer.status === 403) throw new UnusableServer(`the token is no longer accepted (${answer.status})`);
    if (answer.status !== 202 && answer.status !== 429 && answer.status !== 503) throw new UnusableServer(`the export ended with ${answer.status}`);
    if (progress !== null) say(`The export goes on: ${progress.replace(/[^\x20-\x7e]/g, ' ').slice(0, 80)}`);
    await server.wait(retryAfter(answer), poll);
  }
  throw new UnusableServer('the export does not end');
}

function manifestIn(manifest: unknown, server: Server, status: URL): Manifest {
  const output = isObject(manifest) ? manifest['output'] : null;
  if (!isObject(manifest) || !Array.isArray(output)) throw new UnusableServer('the export\'s manifest has no output');
  const token = manifest['requiresAccessToken'] === true;
  const files = output.flatMap((each: unknown) => {
    if (!isObject(each) || typeof each['url'] !== 'string') throw new UnusableServer('the export\'s manifest names a file without an address');
    // What nobody asked for need not be fetched.
    if (typeof each['type'] === 'string' && !COHORT_TYPES.some((type) => type === each['type'])) return [];
    const url = server.at(each['url']);
    if (token && !server.isOwn(url)) throw new UnusableServer('a file that wants the token lies on another host');
    return [url];
  });
  return { files, errors: Array.isArray(manifest['error']) ? manifest['error'].length : 0, status };
}

/** A transfer that breaks off is begun again: half a file would read as patients without results. */
async function fetched(server: Server, file: URL, path: string): Promise<void> {
  for (let transfer = 1; ; transfer += 1) {
    const answer = await server.get(file, 'application/fhir+ndjson');
    if (answer.status !== 200 || answer.body === null) { await answer.body?.cancel(); throw new UnusableServer(`a file of the export answers ${answer.status}`); }
    try {
      // Sound: the two ReadableStream types of the platform and of Node are one object.
      await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
      return;
    } catch (error) {
      if (isObject(error) && 'syscall' in error && 'path' in error) throw error;
      if (transfer >= TRANSFERS) throw new UnusableServer('a file of the export breaks off', { cause: error });
      await server.wait(null, transfer);
    }
  }
}
