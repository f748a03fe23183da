/** One prefetched value → what it says about its key. @see contract.md section 3, the table of what each key can be */
import type { AnyResource } from '../../fhir-mapping';
import { isObject, isResource, readSearchAnswer } from './search-answer';

const NO_URLS: ReadonlyMap<string, string> = new Map();

/** `absent`: to be read from the FHIR server. `next` is there when the Bundle is one page of more; null when its address cannot be read. */
export type Prefetched =
  | { kind: 'absent' }
  | { kind: 'failed' }
  | { kind: 'answer'; resources: AnyResource[]; fullUrls: ReadonlyMap<string, string>; partial: boolean; next: string | null | undefined };

const answered = (resources: AnyResource[], partial = false): Prefetched => ({ kind: 'answer', resources, fullUrls: NO_URLS, partial, next: undefined });

/** @param type the resource type that the key asks for. @param read whether the template is a read rather than a search. */
export function readPrefetched(value: unknown, type: string, read: boolean): Prefetched {
  if (value === undefined) return { kind: 'absent' };
  if (value === null) return answered([]);
  if (!isObject(value)) return { kind: 'failed' };
  const unwrapped = beforeVersionOne(value);
  if (unwrapped !== undefined) return unwrapped === null ? { kind: 'failed' } : readPrefetched(unwrapped, type, read);
  if (!isResource(value) || value.resourceType === 'OperationOutcome') return { kind: 'failed' };
  // A single resource where a search was asked for is some of the answer; nothing says that it is all.
  if (value.resourceType !== 'Bundle') return value.resourceType === type ? answered([value], !read) : { kind: 'failed' };
  const answer = readSearchAnswer(value);
  if (answer === null) return { kind: 'failed' };
  if (answer.unresolvedToken) return { kind: 'absent' };
  if (answer.partial && answer.resources.length === 0) return { kind: 'failed' };
  return { kind: 'answer', resources: answer.resources, fullUrls: answer.fullUrls, partial: answer.partial, next: answer.next };
}

/** Drafts before 1.0 wrapped each value as `{ response, resource }`; null when the wrapped call failed. */
function beforeVersionOne(value: Record<string, unknown>): Record<string, unknown> | null | undefined {
  if (value['resourceType'] !== undefined || !isObject(value['response'])) return undefined;
  const succeeded = /^200\b/.test(String(value['response']['status'] ?? ''));
  return succeeded && isObject(value['resource']) && isResource(value['resource']) ? value['resource'] : null;
}
