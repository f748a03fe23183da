/** A whole cohort from its sources to its lines and its summary: cut into units, done on all threads, put together in order. */
import { closeSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from './journal';
import { progressBar } from './progress-bar';
import { sortIntoShards } from './shards';
import { filesOf, type InputFile } from './sources/kind';
import { piecesOf, UnreadableFile } from './sources/pieces';
import { addBad, addSummary, emptySummary, type BadLine, type Summary } from './summary';
import type { Assessed, Partition, Setup, Unit } from './work';
import { makeWorkers, type Workers } from './workers';

export interface CohortRun {
  paths: readonly string[];
  setup: Setup;
  /** Threads; 0 works in the calling one. */
  workers: number;
  partition: Partition | null;
  /** File for the lines; null prints them. */
  out: string | null;
  resume: boolean;
  /** Where shards are kept while they are needed; null: a new folder for temporary files. */
  workFolder: string | null;
}

export interface CohortOutlets {
  print(text: string): Promise<void> | void;
  bad(line: BadLine): void;
  terminal: { isTTY?: boolean; write(text: string): unknown };
  now(): number;
}

type AssessUnit = Exclude<Unit, { kind: 'sort' }>;

/** @throws OtherRun when `resume` finds another run's progress */
export async function runCohort(run: CohortRun, outlets: CohortOutlets): Promise<Summary> {
  const summary = { ...emptySummary(run.setup.asOf), parts: 1 };
  let number = 0;
  let alreadyDone = 0;
  // A resumed run meets the bad lines of its first part again; those stand in the journal's summary.
  const bad = (line: BadLine): void => { if (number >= alreadyDone) { addBad(summary, line); outlets.bad(line); } };
  const files = await filesOf(run.paths, (source, why) => bad({ source, line: null, why }));
  const journal = run.out === null ? null : new Journal(run.out, [files, files.map((file) => statSync(file.path).mtimeMs), { ...run.setup, conceptMaps: run.setup.conceptMaps.length }, run.partition]);
  const before = run.resume ? (journal?.read() ?? null) : null;
  // What could not even be opened is found anew; everything else of the earlier part is in its summary.
  if (before !== null) { alreadyDone = before.units; summary.badLines = 0; summary.bad = []; summary.parts = 0; addSummary(summary, before.summary); }
  const out = run.out === null ? null : openSync(run.out, before === null || !existsSync(run.out) ? 'w' : 'r+');
  let outBytes = before?.outBytes ?? 0;
  if (out !== null) ftruncateSync(out, outBytes);
  const bar = progressBar(outlets.terminal, files.reduce((sum, file) => sum + file.bytes * (file.kind === 'bulk' ? 2 : 1), 0), outlets.now);
  const workers = makeWorkers(run.workers, run.setup);
  const folder = run.workFolder ?? mkdtempSync(join(tmpdir(), 'gnen-cohort-'));
  const waiting: Promise<Assessed>[] = [];
  let units = 0;
  const take = async (): Promise<void> => {
    const done = await waiting.shift();
    if (done === undefined) return;
    addSummary(summary, done.summary);
    for (const line of done.summary.bad) outlets.bad(line);
    if (out !== null) outBytes += writeWhole(out, done.text, outBytes);
    else if (done.text !== '') await outlets.print(done.text);
    units += 1;
    journal?.write({ units, outBytes, summary });
    bar.patients(summary.patients);
  };
  try {
    for await (const unit of unitsOf(files, folder, run, workers, bad, (bytes) => bar.advance(bytes))) {
      number += 1;
      if (before !== null && number <= before.units) { units = number; continue; }
      waiting.push(workers.assess(unit));
      if (waiting.length >= workers.count * 2) await take();
    }
    while (waiting.length > 0) await take();
    journal?.done();
  } finally {
    bar.close();
    await workers.close();
    if (out !== null) closeSync(out);
    rmSync(folder, { recursive: true, force: true });
  }
  return summary;
}

async function* unitsOf(files: readonly InputFile[], folder: string, run: CohortRun, workers: Workers, bad: (line: BadLine) => void, onBytes: (count: number) => void): AsyncGenerator<AssessUnit> {
  const { partition } = run;
  for (const [index, { path, kind }] of files.entries()) {
    if (kind === 'bulk') continue;
    if (kind === 'empty') { bad({ source: path, line: null, why: 'is empty' }); continue; }
    try {
      if (kind === 'document') {
        if (partition !== null && index % partition.of !== partition.part - 1) continue;
        const pieces: Uint8Array[] = [];
        for await (const piece of piecesOf(path, onBytes)) pieces.push(piece.bytes);
        yield { kind, source: path, bytes: new Uint8Array(Buffer.concat(pieces)) };
      } else for await (const { firstLine, bytes } of piecesOf(path, onBytes)) yield { kind: 'lines', source: path, firstLine, bytes, partition };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      bad({ source: path, line: null, why: error.message });
    }
  }
  const bulk = files.filter((file) => file.kind === 'bulk');
  if (bulk.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const shards = await sortIntoShards(bulk, join(folder, 'shards'), workers, partition, onBytes);
  for (const line of shards.bad) bad(line);
  const share = bulk.reduce((sum, file) => sum + file.bytes, 0) / shards.paths.length;
  for (const path of shards.paths) { yield { kind: 'shard', path, sharedPath: shards.sharedPath, sources: shards.sources }; onBytes(share); }
}

/** Writes at a place, so that what a cut-off run wrote beyond its journal is overwritten. */
function writeWhole(file: number, text: string, at: number): number {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, at + written);
  return bytes.length;
}

/** Summaries out of their files. */
export const textsOf = (paths: readonly string[]): { name: string; text: string }[] => paths.map((name) => ({ name, text: readFileSync(name, 'utf8') }));
