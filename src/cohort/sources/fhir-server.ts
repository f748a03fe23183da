/** A FHIR server as the source: Bulk Data export where it is offered, plain paged search where it is not; both end as NDJSON files. */
import { appendFileSync, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ServerSource {
  /** Base URL of a FHIR R4 server. */
  url: string;
  /** Sent as a bearer token to the server's own origin only; never printed. */
  token: string | null;
  how: 'export' | 'search' | 'either';
  /** A Group whose patients are wanted; null: all that the server gives. */
  group: string | null;
}

/** The server's part in what went wrong, without what it sent. */
export class UnusableServer extends Error {}

const TYPES = ['Patient', 'Condition', 'Observation', 'Procedure', 'MedicationRequest', 'MedicationStatement', 'Medication', 'DiagnosticReport', 'ServiceRequest', 'Specimen'] as const;
const LONGEST_POLL_SECONDS = 120;
const MOST_POLLS = 2000;
const MOST_PAGES = 1_000_000;

/** Fills `folder` with `<Type>.<n>.ndjson`. @param say what happens, a sentence each; @throws UnusableServer */
export async function downloadCohort(source: ServerSource, folder: string, say: (sentence: string) => void, sleep: (seconds: number) => Promise<void>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const server = new Server(source);
  if (source.how !== 'search') {
    const files = await exported(server, source, say, sleep);
    if (files !== null) { await fetchFiles(server, files, folder, say); return; }
    if (source.how === 'export') throw new UnusableServer('the server offers no $export');
    say('The server offers no $export; its patients are read by paged search.');
  }
  for (const type of TYPES) await searched(server, type, folder, say);
}

class Server {
  readonly base: URL;
  constructor(private readonly source: ServerSource) {
    this.base = new URL(source.url.endsWith('/') ? source.url : `${source.url}/`);
    if (this.base.protocol !== 'http:' && this.base.protocol !== 'https:') throw new UnusableServer('the server\'s URL is not http or https');
  }

  /** A relative URL of the server, or one that it named itself. */
  at(url: string): URL { return new URL(url, this.base); }

  isOwn(url: URL): boolean { return url.origin === this.base.origin; }

  async get(url: URL, accept: string, more: Record<string, string> = {}): Promise<Response> {
    const token = this.isOwn(url) && this.source.token !== null ? { Authorization: `Bearer ${this.source.token}` } : undefined;
    try { return await fetch(url, { headers: { Accept: accept, ...token, ...more }, redirect: token === undefined ? 'follow' : 'error' }); } catch (error) {
      throw new UnusableServer(`${url.origin} does not answer (${error instanceof Error ? error.name : 'error'})`, { cause: error });
    }
  }
}

/** The files of a finished export; null when the server has none to offer. */
async function exported(server: Server, { group }: ServerSource, say: (sentence: string) => void, sleep: (seconds: number) => Promise<void>): Promise<string[] | null> {
  const start = server.at(`${group === null ? 'Patient' : `Group/${encodeURIComponent(group)}`}/$export?_type=${TYPES.join(',')}&_outputFormat=${encodeURIComponent('application/fhir+ndjson')}`);
  const started = await server.get(start, 'application/fhir+json', { Prefer: 'respond-async' });
  await started.body?.cancel();
  if (started.status === 401 || started.status === 403) throw new UnusableServer(`$export is refused (${started.status}): the token lacks the right or is missing`);
  const status = started.headers.get('content-location');
  if (started.status !== 202 || status === null) return null;
  const place = server.at(status);
  if (!server.isOwn(place)) throw new UnusableServer('the export\'s status lies on another host');
  say('The export has started.');
  for (let poll = 0; poll < MOST_POLLS; poll += 1) {
    const answer = await server.get(place, 'application/json');
    if (answer.status === 200) return filesIn(await jsonOf(answer), server);
    const wait = Number(answer.headers.get('retry-after'));
    const progress = answer.headers.get('x-progress');
    await answer.body?.cancel();
    if (answer.status !== 202 && answer.status !== 429 && answer.status !== 503) throw new UnusableServer(`the export ended with ${answer.status}`);
    if (progress !== null) say(`The export goes on: ${progress.replace(/[^\x20-\x7e]/g, ' ').slice(0, 80)}`);
    await sleep(Number.isFinite(wait) && wait > 0 ? Math.min(wait, LONGEST_POLL_SECONDS) : Math.min(2 + poll, 30));
  }
  throw new UnusableServer('the export does not end');
}

function filesIn(manifest: unknown, server: Server): string[] {
  const output = isObject(manifest) ? manifest['output'] : null;
  if (!Array.isArray(output)) throw new UnusableServer('the export\'s manifest has no output');
  const token = isObject(manifest) && manifest['requiresAccessToken'] === true;
  return output.flatMap((each: unknown) => {
    if (!isObject(each) || typeof each['url'] !== 'string') return [];
    const url = server.at(each['url']);
    if (token && !server.isOwn(url)) throw new UnusableServer('a file that wants the token lies on another host');
    return [url.href];
  });
}

async function fetchFiles(server: Server, files: readonly string[], folder: string, say: (sentence: string) => void): Promise<void> {
  for (const [index, file] of files.entries()) {
    const answer = await server.get(new URL(file), 'application/fhir+ndjson');
    if (answer.status !== 200 || answer.body === null) throw new UnusableServer(`a file of the export answers ${answer.status}`);
    // Sound: the two ReadableStream types of the platform and of Node are one object.
    await pipeline(Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(join(folder, `export.${String(index).padStart(5, '0')}.ndjson`)));
  }
  say(`${files.length} files of the export are here.`);
}

async function searched(server: Server, type: string, folder: string, say: (sentence: string) => void): Promise<void> {
  let next: URL | null = server.at(`${type}?_count=500`);
  let read = 0;
  for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
    const answer: Response = await server.get(next, 'application/fhir+json');
    if (answer.status !== 200) {
      await answer.body?.cancel();
      if (type === 'Patient' || answer.status === 401) throw new UnusableServer(`the search of ${type} answers ${answer.status}`);
      say(`The search of ${type} answers ${answer.status}; it is left out.`);
      return;
    }
    const bundle = await jsonOf(answer);
    let lines = '';
    for (const entry of isObject(bundle) && Array.isArray(bundle['entry']) ? (bundle['entry'] as unknown[]) : []) {
      const resource = isObject(entry) ? entry['resource'] : null;
      if (isObject(resource) && resource['resourceType'] === type) { lines += `${JSON.stringify(resource)}\n`; read += 1; }
    }
    if (lines !== '') appendFileSync(join(folder, `${type}.ndjson`), lines);
    next = nextPage(bundle, server);
  }
  if (read > 0) say(`${read} of ${type}.`);
}

function nextPage(bundle: unknown, server: Server): URL | null {
  const links = isObject(bundle) && Array.isArray(bundle['link']) ? (bundle['link'] as unknown[]) : [];
  const next = links.find((each) => isObject(each) && each['relation'] === 'next');
  if (!isObject(next) || typeof next['url'] !== 'string') return null;
  const url = server.at(next['url']);
  if (!server.isOwn(url)) throw new UnusableServer('a page lies on another host');
  return url;
}

async function jsonOf(answer: Response): Promise<unknown> {
  try { return await answer.json(); } catch (error) { throw new UnusableServer('an answer is not JSON', { cause: error }); }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
