/** What could be had of the patient's record for one call, key by key: asked and empty is not the same as not obtained. */
import type { AnyResource } from '../fhir-mapping';
import type { PrefetchKey } from './wire';

/** `complete`: asked, all there (maybe nothing). `incomplete`: some there, more exists or the search failed in part. `failed`: asked or tried, nothing usable. `absent`: neither prefetched nor readable. */
export type KeyState = 'complete' | 'incomplete' | 'failed' | 'absent';

export interface Gathered {
  /** Every resource of every key, deduplicated (same type and id: the newer version). */
  resources: AnyResource[];
  byKey: Record<PrefetchKey, { state: KeyState; resources: AnyResource[]; source: 'prefetch' | 'fhir-server' | 'none' }>;
  /** Another patient's resources came in an answer and were thrown away. */
  otherPatientSeen: boolean;
  /** fullUrl → `Type/id` of prefetched Bundles, for `urn:uuid:` references. */
  fullUrls: ReadonlyMap<string, string>;
}

/** Reads the keys that prefetch left out; implemented by the FHIR client, scripted in tests. */
export interface RecordReader {
  /**
   * Runs the given FHIR queries (relative URLs, tokens already filled) in parallel within the request budget and never throws:
   * what failed says so. `continueFrom` is the `next` link of a prefetched page.
   */
  read(queries: { key: PrefetchKey; query: string; continueFrom?: string }[], signal: AbortSignal): Promise<Map<PrefetchKey, { state: KeyState; resources: AnyResource[] }>>;
}
