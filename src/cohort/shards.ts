/** Sorts a Bulk Data export by patient into files small enough to hold: the join of a cohort in constant memory. */
import { appendFileSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from './sources/kind';
import { piecesOf, UnreadableFile } from './sources/pieces';
import { TOO_LONG, type BadLine } from './summary';
import type { Partition, Sorted } from './work';
import type { Workers } from './workers';

export interface Shards { paths: string[]; sharedPath: string; sources: string[] }

/** What one thread holds of a shard stays near this, whatever the size of the export. */
const SHARD_BYTES = 8 * (1 << 20);
const MOST_SHARDS = 4096;
const UNKNOWN_SHARDS = 256;
/** gz of FHIR JSON is about a tenth of it. */
const GZ_FACTOR = 12;
const HELD_BYTES = 32 * (1 << 20);
/** Medications that patients share are held by every thread; an export with more of them loses the rest, and says so. */
const SHARED_BYTES = 64 * (1 << 20);

/** @param partition of the patients only this part is kept */
export async function sortIntoShards(files: readonly InputFile[], folder: string, workers: Workers, partition: Partition | null, onBytes: (count: number) => void, onBad: (line: BadLine) => void, stopped: () => void): Promise<Shards> {
  const size = files.reduce((sum, file) => sum + file.bytes * (file.path.endsWith('.gz') ? GZ_FACTOR : 1), 0) / (partition?.of ?? 1);
  // How much comes through a pipe nobody knows before its end.
  const count = files.some((file) => file.bytes === 0) ? UNKNOWN_SHARDS : Math.min(MOST_SHARDS, Math.max(1, Math.ceil(size / SHARD_BYTES)));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const out = new ShardFiles(folder, count);
  const waiting: Promise<Sorted>[] = [];
  const take = async (): Promise<void> => {
    const sorted = await waiting.shift();
    if (sorted === undefined) return;
    for (const { shard, bytes } of sorted.shards) out.add(shard, bytes);
    out.share(sorted.shared);
    for (const line of sorted.bad) onBad(line);
  };
  try {
    for (const [sourceIndex, file] of files.entries()) {
      try {
        for await (const { firstLine, bytes } of piecesOf(file.read(onBytes))) {
          stopped();
          if (bytes === null) { while (waiting.length > 0) await take(); onBad({ source: file.path, line: firstLine, why: TOO_LONG }); continue; }
          waiting.push(workers.sort({ kind: 'sort', source: file.path, sourceIndex, firstLine, bytes, shards: count, partition }));
          if (waiting.length >= workers.count * 2) await take();
        }
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
        while (waiting.length > 0) await take();
        onBad({ source: file.path, line: null, why: error.message });
      }
    }
    while (waiting.length > 0) await take();
  } finally { out.close(); }
  if (out.sharedLost) onBad({ source: 'Medication', line: null, why: 'more shared Medications than can be held; references to the rest stay unresolved' });
  return { paths: out.paths, sharedPath: out.sharedPath, sources: files.map((file) => file.path) };
}

/** Appends to many files, holding little: whoever holds most is written first. */
class ShardFiles {
  readonly paths: string[];
  readonly sharedPath: string;
  sharedLost = false;
  private sharedBytes = 0;
  private readonly held: { parts: Uint8Array[]; size: number }[];
  private heldBytes = 0;

  constructor(folder: string, count: number) {
    this.paths = Array.from({ length: count }, (_none, index) => join(folder, `shard-${String(index).padStart(4, '0')}`));
    this.sharedPath = join(folder, 'shared');
    this.held = this.paths.map(() => ({ parts: [], size: 0 }));
    for (const path of [...this.paths, this.sharedPath]) closeSync(openSync(path, 'w'));
  }

  add(shard: number, bytes: Uint8Array): void {
    const own = this.held[shard];
    if (own === undefined) return;
    own.parts.push(bytes);
    own.size += bytes.length;
    this.heldBytes += bytes.length;
    if (this.heldBytes > HELD_BYTES) this.writeAll();
  }

  share(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.sharedBytes += bytes.length;
    if (this.sharedBytes > SHARED_BYTES) this.sharedLost = true;
    else appendFileSync(this.sharedPath, bytes);
  }

  private writeAll(): void {
    for (const [index, own] of this.held.entries()) {
      if (own.size === 0) continue;
      appendFileSync(this.paths[index] ?? '', Buffer.concat(own.parts, own.size));
      own.parts = [];
      own.size = 0;
    }
    this.heldBytes = 0;
  }

  close(): void { this.writeAll(); }
}
