/** One Bundle as the answer to a search: its matches, what its outcomes say, and whether there is more. */
import type { AnyResource } from '../../fhir-mapping';

type Loose = Record<string, unknown>;
export const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A resource as far as it must be one to be passed on. */
export const isResource = (value: unknown): value is AnyResource => isObject(value) && typeof value['resourceType'] === 'string' && value['resourceType'] !== '';

export interface SearchAnswer {
  resources: AnyResource[];
  /** fullUrl → `Type/id`, for references inside this Bundle; those that end in it speak for themselves and are left out. */
  fullUrls: Map<string, string>;
  /** An outcome of severity error or fatal (or of none that can be read), or an entry that cannot be read: the matches are not all. */
  partial: boolean;
  /** Address of the next page; null: there is one whose address cannot be read. */
  next: string | null | undefined;
  /** The client ran the query with the token still in it: not an answer to our question. */
  unresolvedToken: boolean;
}

/** Reads a Bundle; null when its `entry` is no list, so that it answers nothing. */
export function readSearchAnswer(bundle: Loose): SearchAnswer | null {
  const entries = bundle['entry'] ?? [];
  if (!Array.isArray(entries)) return null;
  const answer: SearchAnswer = { resources: [], fullUrls: new Map(), partial: false, next: undefined, unresolvedToken: false };
  for (const entry of entries) {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    if (!isResource(resource)) {
      answer.partial = true;
      continue;
    }
    if (resource.resourceType === 'OperationOutcome') {
      if (saysError(resource)) answer.partial = true;
      continue;
    }
    answer.resources.push(resource);
    const fullUrl = (entry as Loose)['fullUrl'];
    if (typeof fullUrl === 'string' && typeof resource.id === 'string' && resource.id !== '' && !speaksForItself(fullUrl, resource.resourceType, resource.id)) answer.fullUrls.set(fullUrl, `${resource.resourceType}/${resource.id}`);
  }
  readLinks(bundle['link'], answer);
  return answer;
}

const PLAIN_TYPE = /^[A-Z][A-Za-z]{2,39}$/;
const LONGEST_URL = 2048;

/** Whether whoever reads this address by its last two segments finds the resource's own type and id: nearly every server's addresses are so. */
function speaksForItself(fullUrl: string, type: string, id: string): boolean {
  const before = fullUrl.length - type.length - id.length - 1;
  return before >= 0 && fullUrl.length <= LONGEST_URL && fullUrl.endsWith(id) && fullUrl.startsWith(type, before) && fullUrl[fullUrl.length - id.length - 1] === '/' && (before === 0 || fullUrl[before - 1] === '/')
    && !id.includes('/') && !fullUrl.includes('_history') && !fullUrl.startsWith('#') && !fullUrl.startsWith('urn:') && PLAIN_TYPE.test(type);
}

/** Anything but issues that are all warnings or information: a severity that cannot be read is no reassurance. */
export function saysError(outcome: Loose): boolean {
  const issues = outcome['issue'];
  if (!Array.isArray(issues) || issues.length === 0) return true;
  return issues.some((issue) => !isObject(issue) || !['warning', 'information', 'success'].includes(String(issue['severity'])));
}

/** Whether a Bundle is one page and there is another. */
export const hasNextPage = (bundle: Loose): boolean => [bundle['link']].flat().some((link) => isObject(link) && link['relation'] === 'next');

function readLinks(value: unknown, answer: SearchAnswer): void {
  const links = Array.isArray(value) ? value : [value];
  for (const link of links) {
    if (!isObject(link)) continue;
    const url = link['url'];
    if (link['relation'] === 'next') answer.next = typeof url === 'string' && url !== '' ? url : null;
    if (link['relation'] === 'self' && typeof url === 'string' && /(?:\{|%(?:25)*7b){2}/i.test(url)) answer.unresolvedToken = true;
  }
}
