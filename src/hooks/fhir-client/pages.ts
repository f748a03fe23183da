/** All pages of one search, or one read, within the limits of one key. @see security.md section 6 */
import type { AnyResource } from '../../fhir-mapping';
import type { KeyState } from '../gathered';
import { isResource, readSearchAnswer } from '../prefetch/index';
import { pageWithin, type Base } from './base-url';

const MOST_PAGES = 10;
const MOST_RESOURCES = 5_000;

export interface KeyRead { state: KeyState; resources: AnyResource[] }
type Call = (path: string) => Promise<{ value: unknown } | null>;

const FAILED: KeyRead = Object.freeze({ state: 'failed', resources: [] as AnyResource[] });

/** A read answers only with the very resource that was asked for. */
export async function readResource(path: string, type: string, id: string, call: Call): Promise<KeyRead> {
  const answer = await call(path);
  const value = answer?.value;
  return isResource(value) && value.resourceType === type && value.id === id ? { state: 'complete', resources: [value] } : FAILED;
}

/** @param start path and query of the first page. What comes before a fault is kept and the key is then incomplete. */
export async function readPages(start: string, base: Base, call: Call): Promise<KeyRead> {
  const resources: AnyResource[] = [];
  const seen = new Set<string>();
  let path = start;
  let partial = false;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    seen.add(path);
    const read = await call(path);
    const bundle = read?.value;
    const answer = isResource(bundle) && bundle.resourceType === 'Bundle' ? readSearchAnswer(bundle) : null;
    if (answer === null || resources.length + answer.resources.length > MOST_RESOURCES) return cutAt(page, resources);
    for (const resource of answer.resources) resources.push(resource);
    partial ||= answer.partial;
    if (answer.next === undefined) return partial ? cutAt(resources.length === 0 ? 1 : 2, resources) : { state: 'complete', resources };
    const next = answer.next === null ? null : pageWithin(answer.next, base);
    if (next === null || seen.has(next)) break;
    path = next;
  }
  return { state: 'incomplete', resources };
}

/** Nothing usable on the first page is a failure; afterwards what there is stands. */
function cutAt(page: number, resources: AnyResource[]): KeyRead {
  return page === 1 ? FAILED : { state: 'incomplete', resources };
}
