/** Plain searches, type by type and page by page: the way for a server without export. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BadLine } from '../summary';
import { COHORT_TYPES } from './resource-types';
import { isObject, jsonOf, type Server, UnusableServer } from './server-calls';

/** The server does not know the type, or not as something to search. */
const NOT_OFFERED = new Set([400, 404, 405, 501]);

/** @throws UnusableServer when the patients, or a page of anything, cannot be had: half an answer would read as patients without results */
export async function downloadSearches(server: Server, folder: string, say: (sentence: string) => void): Promise<BadLine[]> {
  const bad: BadLine[] = [];
  for (const type of COHORT_TYPES) bad.push(...(await searched(server, type, folder, say)));
  return bad;
}

async function searched(server: Server, type: string, folder: string, say: (sentence: string) => void): Promise<BadLine[]> {
  const bad: BadLine[] = [];
  const seen = new Set<string>();
  let next: URL | null = server.at(`${type}?_count=500`);
  let read = 0;
  while (next !== null) {
    if (seen.has(next.href)) throw new UnusableServer(`the pages of ${type} go round in a circle`);
    seen.add(next.href);
    const answer: Response = await server.get(next, 'application/fhir+json');
    if (answer.status !== 200) {
      await answer.body?.cancel();
      if (type === 'Patient' || seen.size > 1 || !(NOT_OFFERED.has(answer.status) || answer.status === 403)) throw new UnusableServer(`the search of ${type} answers ${answer.status}`);
      if (answer.status === 403) bad.push({ source: server.base.origin, line: null, why: `does not let us search ${type} (403): the records lack it` });
      else say(`The server has no search of ${type} (${answer.status}); it is left out.`);
      return bad;
    }
    const bundle = await jsonOf(answer);
    if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') throw new UnusableServer(`the search of ${type} answers something else than a Bundle`);
    let lines = '';
    for (const entry of Array.isArray(bundle['entry']) ? (bundle['entry'] as unknown[]) : []) {
      const resource = isObject(entry) ? entry['resource'] : null;
      if (!isObject(resource)) continue;
      if (resource['resourceType'] === type) { lines += `${JSON.stringify(resource)}\n`; read += 1; }
      else if (resource['resourceType'] === 'OperationOutcome' && saysFailure(resource)) bad.push({ source: server.base.origin, line: null, why: `says that its search of ${type} is incomplete` });
    }
    if (lines !== '') appendFileSync(join(folder, `${type}.ndjson`), lines);
    next = nextPage(bundle, server);
  }
  if (read > 0) say(`${read} of ${type}.`);
  return bad;
}

function saysFailure({ issue }: Record<string, unknown>): boolean {
  return Array.isArray(issue) && issue.some((each) => isObject(each) && (each['severity'] === 'error' || each['severity'] === 'fatal'));
}

function nextPage(bundle: Record<string, unknown>, server: Server): URL | null {
  const links = Array.isArray(bundle['link']) ? (bundle['link'] as unknown[]) : [];
  const next = links.find((each) => isObject(each) && each['relation'] === 'next');
  if (!isObject(next) || typeof next['url'] !== 'string') return null;
  const url = server.at(next['url']);
  if (!server.isOwn(url)) throw new UnusableServer('a page lies on another host');
  return url;
}
