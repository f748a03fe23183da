/** Sorts a Bulk Data export by patient into files small enough to hold: the join of a cohort in constant memory. */
import { appendFileSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from './sources/kind';
import { piecesOf, UnreadableFile } from './sources/pieces';
import type { BadLine } from './summary';
import type { Partition, Sorted } from './work';
import type { Workers } from './workers';

export interface Shards { paths: string[]; sharedPath: string; sources: string[]; bad: BadLine[] }

/** What one thread holds of a shard stays near this, whatever the size of the export. */
const SHARD_BYTES = 8 * (1 << 20);
const MOST_SHARDS = 4096;
/** gz of FHIR JSON is about a tenth of it. */
const GZ_FACTOR = 12;
const HELD_BYTES = 32 * (1 << 20);
/** Medications that patients share are held by every thread; an export with more of them loses the rest, and says so. */
const SHARED_BYTES = 64 * (1 << 20);

/** @param partition of the patients only this part is kept */
export async function sortIntoShards(files: readonly InputFile[], folder: string, workers: Workers, partition: Partition | null, onBytes: (count: number) => void): Promise<Shards> {
  const size = files.reduce((sum, file) => sum + file.bytes * (file.path.endsWith('.gz') ? GZ_FACTOR : 1), 0) / (partition?.of ?? 1);
  const count = Math.min(MOST_SHARDS, Math.max(1, Math.ceil(size / SHARD_BYTES)));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const out = new ShardFiles(folder, count);
  const bad: BadLine[] = [];
  const waiting: Promise<Sorted>[] = [];
  const take = async (): Promise<void> => {
    const sorted = await waiting.shift();
    if (sorted === undefined) return;
    for (const { shard, text } of sorted.shards) out.add(shard, text);
    out.share(sorted.shared);
    bad.push(...sorted.bad);
  };
  try {
    for (const [sourceIndex, file] of files.entries()) {
      try {
        for await (const { firstLine, bytes } of piecesOf(file.path, onBytes)) {
          waiting.push(workers.sort({ kind: 'sort', source: file.path, sourceIndex, firstLine, bytes, shards: count, partition }));
          if (waiting.length >= workers.count * 2) await take();
        }
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
        bad.push({ source: file.path, line: null, why: error.message });
      }
    }
    while (waiting.length > 0) await take();
  } finally { out.close(); }
  if (out.sharedLost) bad.push({ source: 'Medication', line: null, why: 'more shared Medications than can be held; references to the rest stay unresolved' });
  return { paths: out.paths, sharedPath: out.sharedPath, sources: files.map((file) => file.path), bad };
}

/** Appends to many files, holding little: whoever holds most is written first. */
class ShardFiles {
  readonly paths: string[];
  readonly sharedPath: string;
  sharedLost = false;
  private sharedBytes = 0;
  private readonly held: { text: string[]; size: number }[];
  private heldBytes = 0;

  constructor(folder: string, count: number) {
    this.paths = Array.from({ length: count }, (_none, index) => join(folder, `shard-${String(index).padStart(4, '0')}`));
    this.sharedPath = join(folder, 'shared');
    this.held = this.paths.map(() => ({ text: [], size: 0 }));
    for (const path of [...this.paths, this.sharedPath]) closeSync(openSync(path, 'w'));
  }

  add(shard: number, text: string): void {
    const own = this.held[shard];
    if (own === undefined) return;
    own.text.push(text);
    own.size += text.length;
    this.heldBytes += text.length;
    if (this.heldBytes > HELD_BYTES) this.writeAll();
  }

  share(text: string): void {
    if (text === '') return;
    this.sharedBytes += text.length;
    if (this.sharedBytes > SHARED_BYTES) this.sharedLost = true;
    else appendFileSync(this.sharedPath, text);
  }

  private writeAll(): void {
    for (const [index, own] of this.held.entries()) {
      if (own.size === 0) continue;
      appendFileSync(this.paths[index] ?? '', own.text.join(''));
      own.text = [];
      own.size = 0;
    }
    this.heldBytes = 0;
  }

  close(): void { this.writeAll(); }
}
