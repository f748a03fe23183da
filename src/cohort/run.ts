/** A whole cohort from its sources to its lines and its summary: cut into units, done on all threads, put together in order. */
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, type Stats, statSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { KNOWLEDGE } from '../engine';
import { Journal, OtherRun } from './journal';
import { progressBar } from './progress-bar';
import { sortIntoShards } from './shards';
import { filesOf, type InputFile } from './sources/kind';
import { LONGEST_LINE_BYTES, piecesOf, UnreadableFile } from './sources/pieces';
import { addBad, addSummary, emptySummary, type BadLine, type Summary, TOO_LONG } from './summary';
import type { Assessed, Partition, Setup, Unit } from './work';
import { makeWorkers, type Workers } from './workers';

export interface CohortRun {
  paths: readonly string[];
  setup: Setup;
  /** Threads; 0 works in the calling one, null takes as many as are worth their start. */
  workers: number | null;
  partition: Partition | null;
  /** File for the lines; null prints them. */
  out: string | null;
  /** Other files that the run writes: never its input. */
  alsoWritten: readonly string[];
  resume: boolean;
  /** Where shards are kept while they are needed; null: a new folder for temporary files. */
  workFolder: string | null;
  /** What is known to be wrong with the input before it is read. */
  knownBad?: readonly BadLine[];
}

export interface CohortOutlets {
  print(text: Uint8Array): Promise<void> | void;
  bad(line: BadLine): void;
  terminal: { isTTY?: boolean; write(text: string): unknown };
  now(): number;
  /** Looked at between units. */
  stop?: AbortSignal;
}

/** Somebody stopped the run; what is done stands in the output and its journal. */
export class Interrupted extends Error {}
/** The output would be written over the input. */
export class OutputIsInput extends Error {}

type AssessUnit = Exclude<Unit, { kind: 'sort' }>;
/** What one thread of its own needs to be worth its start. */
const BYTES_A_THREAD = 48 * (1 << 20);

/** @throws OtherRun when `resume` finds another run's progress */
export async function runCohort(run: CohortRun, outlets: CohortOutlets): Promise<Summary> {
  const { partition } = run;
  const summary = { ...emptySummary(run.setup.asOf), parts: 1, partitions: partition === null ? [] : [`${partition.part}/${partition.of}`] };
  let number = 0;
  let alreadyDone = 0;
  // A resumed run meets the bad lines of its first part again; those stand in the journal's summary.
  const bad = (line: BadLine): void => { if (number >= alreadyDone) tell(line); };
  const tell = (line: BadLine): void => { addBad(summary, line); bar?.clear(); outlets.bad(line); };
  let bar: ReturnType<typeof progressBar> | null = null;
  const writes = [run.out, ...run.alsoWritten].flatMap((path) => statsOf(path));
  for (const line of run.knownBad ?? []) bad(line);
  const files = await filesOf(run.paths, (source, why) => bad({ source, line: null, why }), (about) => writes.some((each) => sameFile(each, about)));
  for (const file of files) if (statsOf(file.path).some((about) => writes.some((each) => sameFile(each, about)))) throw new OutputIsInput(`${file.path} is read: the output would be written over it`);
  // A device keeps nothing that could be gone on from.
  const journal = run.out === null || statsOf(run.out)[0]?.isFile() === false ? null : new Journal(run.out, [KNOWLEDGE.version, files.map(({ path, kind, bytes, modified }) => [path, kind, bytes, modified]), run.setup, partition]);
  const before = run.resume ? (journal?.read() ?? null) : null;
  if (before !== null && (statsOf(run.out)[0]?.size ?? 0) < before.outBytes) throw new OtherRun(`${run.out} is shorter than its progress file says; remove ${run.out}.progress to start anew`);
  // What could not even be opened is found anew; everything else of the earlier part is in its summary.
  if (before !== null) { alreadyDone = before.units; summary.badLines = 0; summary.bad = []; summary.parts = 0; summary.partitions = []; addSummary(summary, before.summary); }
  const out = run.out === null ? null : openSync(run.out, before === null ? 'w' : 'r+');
  const seekable = out !== null && statSync(run.out ?? '').isFile();
  let outBytes = before?.outBytes ?? 0;
  const size = files.reduce((sum, { path, bytes }) => sum + bytes * (/\.gz$/i.test(path) ? 12 : 1), 0);
  const threads = run.workers ?? (files.some((file) => file.bytes === 0) ? availableParallelism() : Math.min(availableParallelism(), Math.floor(size / BYTES_A_THREAD)));
  const workers = makeWorkers(threads, run.setup);
  const folder = run.workFolder ?? mkdtempSync(join(tmpdir(), 'gnen-cohort-'));
  const clearUp = (): void => { rmSync(folder, { recursive: true, force: true }); };
  // A reader that closes the pipe ends the process at once.
  process.once('exit', clearUp);
  const waiting: { unit: AssessUnit; done: Promise<Assessed | null> }[] = [];
  let units = 0;
  const take = async (): Promise<void> => {
    const next = waiting.shift();
    if (next === undefined) return;
    const done = await next.done;
    if (done === null) tell(lostUnit(next.unit));
    else {
      addSummary(summary, done.summary);
      for (const line of done.bad) tell(line);
      if (out !== null) outBytes += writeWhole(out, done.text, seekable ? outBytes : null);
      else if (done.text.length > 0) await outlets.print(done.text);
    }
    units += 1;
    journal?.write({ units, outBytes, summary });
    bar?.patients(summary.patients);
  };
  const stopped = (): void => { if (outlets.stop?.aborted === true) throw new Interrupted('interrupted'); };
  try {
    if (out !== null && seekable) ftruncateSync(out, outBytes);
    bar = progressBar(outlets.terminal, files.reduce((sum, file) => sum + file.bytes * (file.kind === 'bulk' ? 2 : 1), 0), outlets.now);
    for await (const unit of unitsOf(files, folder, run, workers, bad, (bytes) => bar?.advance(bytes), stopped)) {
      stopped();
      number += 1;
      if (before !== null && number <= before.units) { units = number; continue; }
      // A thread that a unit has killed is replaced; the unit is told of when its turn comes.
      waiting.push({ unit, done: workers.assess(unit).catch(() => null) });
      if (waiting.length >= workers.count * 2) await take();
    }
    while (waiting.length > 0) await take();
    journal?.done();
  } finally {
    bar?.close();
    await workers.close();
    if (out !== null) closeSync(out);
    process.off('exit', clearUp);
    clearUp();
  }
  return summary;
}

function lostUnit(unit: AssessUnit): BadLine {
  const why = 'takes more memory than a thread has, or is a defect';
  return unit.kind === 'shard' ? { source: 'a part of the export', line: null, why } : { source: unit.source, line: unit.kind === 'lines' ? unit.firstLine : null, why: unit.kind === 'lines' ? `and the lines after it, about 1 MB: ${why}` : why };
}

async function* unitsOf(files: readonly InputFile[], folder: string, run: CohortRun, workers: Workers, bad: (line: BadLine) => void, onBytes: (count: number) => void, stopped: () => void): AsyncGenerator<AssessUnit> {
  const { partition } = run;
  for (const [index, file] of files.entries()) {
    const { path, kind } = file;
    if (kind === 'bulk') continue;
    if (kind === 'empty') { bad({ source: path, line: null, why: 'is empty' }); continue; }
    if (kind === 'unclear' && partition !== null && index % partition.of !== partition.part - 1) continue;
    // Held until it is seen to be one document, or too large for that.
    const held: Uint8Array[] = [];
    let heldBytes = 0;
    let whole = kind === 'unclear';
    try {
      for await (const { firstLine, bytes } of piecesOf(file.read(onBytes))) {
        stopped();
        if (whole && bytes !== null && heldBytes + bytes.length <= LONGEST_LINE_BYTES) { held.push(bytes); heldBytes += bytes.length; continue; }
        if (whole) { whole = false; yield* linesOf(path, held, null); }
        if (bytes === null) bad({ source: path, line: firstLine, why: TOO_LONG });
        else yield { kind: 'lines', source: path, firstLine, bytes, partition: kind === 'unclear' ? null : partition };
      }
      if (whole) yield { kind: 'document', source: path, bytes: new Uint8Array(Buffer.concat(held)) };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      if (whole) yield* linesOf(path, held, null);
      bad({ source: path, line: null, why: error.message });
    }
  }
  const bulk = files.filter((file) => file.kind === 'bulk');
  if (bulk.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const shards = await sortIntoShards(bulk, join(folder, 'shards'), workers, partition, onBytes, bad, stopped);
  const share = bulk.reduce((sum, file) => sum + file.bytes, 0) / shards.paths.length;
  for (const path of shards.paths) { yield { kind: 'shard', path, sharedPath: shards.sharedPath, sources: shards.sources }; onBytes(share); }
}

function* linesOf(source: string, pieces: readonly Uint8Array[], partition: Partition | null): Generator<AssessUnit> {
  let firstLine = 1;
  for (const bytes of pieces) {
    const next = firstLine + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0);
    yield { kind: 'lines', source, firstLine, bytes, partition };
    firstLine = next;
  }
}

function statsOf(path: string | null): Stats[] {
  try { return path === null ? [] : [statSync(path)]; } catch { return []; }
}

/** Devices (`/dev/null`) are no files that could be overwritten. */
const sameFile = (one: Stats, other: Stats): boolean => one.isFile() && one.ino === other.ino && one.dev === other.dev;

/** Writes at a place, so that what a cut-off run wrote beyond its journal is overwritten; a pipe has no places. */
function writeWhole(file: number, bytes: Uint8Array, at: number | null): number {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, at === null ? null : at + written);
  return bytes.length;
}

/** Summaries out of their files. */
export const textsOf = (paths: readonly string[]): { name: string; text: string }[] => paths.map((name) => ({ name, text: readFileSync(name, 'utf8') }));
