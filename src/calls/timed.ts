/** How long one call waited for the client's FHIR server. */
import type { Client } from '../config';
import type { HookRequest, RecordReader } from '../hooks';
import type { Span } from '../tracing';

export type ReaderFor = (request: HookRequest, client: Client | null, span?: Span) => RecordReader | null;

/** @returns the same readers, and what their reading took; undefined when there was none. */
export function timed(readerFor: ReaderFor): { readerFor: ReaderFor; upstreamMs(): number | undefined } {
  let total: number | undefined;
  return {
    readerFor: (request, client, span) => {
      const reader = readerFor(request, client, span);
      if (reader === null) return null;
      return {
        read: async (queries, signal) => {
          const since = performance.now();
          try { return await reader.read(queries, signal); } finally { total = (total ?? 0) + performance.now() - since; }
        },
      };
    },
    upstreamMs: () => total,
  };
}
