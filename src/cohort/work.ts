/** The units a cohort is cut into, and what comes back of each: everything that crosses between threads. */
import type { Language } from '../hooks';
import type { BadLine, Summary } from './summary';

/** Of n machines this one does the k-th part, 1 ≤ k ≤ n. */
export interface Partition { part: number; of: number }

/** What all units of a run share. */
export interface Setup {
  asOf: string;
  language: Language;
  /** One line a patient: the whole assessment, a brief one, readable text, or none. */
  lines: 'assessment' | 'brief' | 'text' | 'none';
  conceptMaps: unknown[];
  gastrinUpperLimit: { value: number; unit: string } | null;
}

export type Unit =
  /** Whole lines of NDJSON, a Bundle each. */
  | { kind: 'lines'; source: string; firstLine: number; bytes: Uint8Array; partition: Partition | null }
  /** A file that is one Bundle over many lines, or else lines of which the first are bad. */
  | { kind: 'document'; source: string; bytes: Uint8Array }
  /** One shard of a Bulk Data export: all resources of some patients. */
  | { kind: 'shard'; path: string; sharedPath: string; sources: string[] }
  /** Lines of a Bulk Data file, to be sorted into shards. */
  | { kind: 'sort'; source: string; sourceIndex: number; firstLine: number; bytes: Uint8Array; shards: number; partition: Partition | null };

export interface Assessed { kind: 'assessed'; text: Uint8Array; bad: BadLine[]; summary: Summary }
export interface Sorted { kind: 'sorted'; shards: { shard: number; bytes: Uint8Array }[]; shared: Uint8Array; bad: BadLine[] }
