/** The cohort side of `npm run assess`: folders, servers, summaries, many patients on all cores. */
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { type BadLine, csvOf, downloadCohort, Interrupted, mergedSummaries, missingPartitions, namedAsExport, OtherRun, OutputIsInput, pageOf, type Partition, runCohort, STANDARD_INPUT, type Summary, tableOf, textsOf, UnusableServer } from './cohort';
import type { Language } from './hooks';

export interface CohortOptions {
  json?: boolean; brief?: boolean; out?: string; summary?: string; summaryOut?: string; resume?: boolean; partition?: string; workers?: string; merge?: boolean;
  server?: string; tokenFile?: string; via?: string; group?: string;
}

/** What the porch found in the environment and the options that both sides share. */
export interface CohortSetting { asOf: string; language: Language; conceptMaps: unknown[]; gastrinUpperLimit: { value: number; unit: string } | null }

/** Options that cannot be meant. The message is for the user. */
export class BadCohortUsage extends Error {}

/** A file larger than this is worth all cores. */
const LARGE_BYTES = 8 * (1 << 20);
const FORMS = ['table', 'csv', 'html', 'json'] as const;
type Form = (typeof FORMS)[number];

export function addCohortOptions(program: Command): Command {
  return program
    .option('--brief', 'print NDJSON, a short line a patient: class, certainty, what is missing, surveillance, contradictions, rules')
    .option('--out <file>', 'write the lines to a file (needed for --resume)')
    .option('--summary <form>', 'sum up as table, csv, html or json (json can be merged)')
    .option('--summary-out <file>', 'write the summary to a file')
    .option('--resume', 'go on with a run that was cut off')
    .option('--partition <k/n>', 'assess only the k-th of n parts')
    .option('--merge', 'the files are summaries (--summary json): add them up')
    .option('--workers <n>', 'threads; default: as many as cores and as the input is worth')
    .option('--server <url>', 'read the patients of a FHIR R4 server')
    .option('--token-file <file>', 'file with the bearer token for --server')
    .option('--via <how>', 'export, search or either (default)')
    .option('--group <id>', 'with --server: the patients of this Group');
}

/** Whether a call asks for more than one file after the other. */
export function isCohort(paths: readonly string[], options: CohortOptions): boolean {
  const { brief, out, summary, summaryOut, resume, partition, workers, merge, server } = options;
  if ([brief, out, summary, summaryOut, resume, partition, workers, merge, server].some((each) => each !== undefined)) return true;
  return namedAsExport(paths).size > 0 || paths.some((path) => {
    try { const about = statSync(path); return about.isDirectory() || path.endsWith('.gz') || about.size > LARGE_BYTES; } catch { return false; }
  });
}

/** Exit status: 0; 1 when something could not be assessed or written; 130, 143 when it was stopped. @throws BadCohortUsage (exit status 2) */
export async function assessCohort(paths: readonly string[], options: CohortOptions, setting: CohortSetting): Promise<number> {
  const form = formOf(options, paths);
  for (const [name, path] of [['--out', options.out], ['--summary-out', options.summaryOut]] as const) if (path !== undefined) demandWritable(name, path);
  if (options.out !== undefined && options.out === options.summaryOut) throw new BadCohortUsage('--out and --summary-out name the same file');
  if (options.merge === true) return mergeInto(merged(paths), form ?? 'table', options.summaryOut);
  if (options.resume === true && options.out === undefined) throw new BadCohortUsage('--resume wants --out: the lines of the first part must be somewhere');
  if (options.resume === true && paths.some((path) => !canBeReadAgain(path))) throw new BadCohortUsage('--resume wants files and folders: what came through a pipe cannot be read again');
  if (options.server === undefined && paths.length === 0) throw new BadCohortUsage('Name at least one file or folder, or a --server.');
  const partition = partitionOf(options.partition);
  const workers = workersOf(options.workers);
  const lines = options.json === true ? 'assessment' : options.brief === true ? 'brief' : form === null ? 'text' : options.out === undefined ? 'none' : 'brief';
  const temporary: Temporary[] = [];
  let stopped = false;
  const { signal, stoppedBy, forget } = stopping();
  const clearUp = (): void => { for (const { folder, forResume } of temporary) if (!(stopped && forResume)) rmSync(folder, { recursive: true, force: true }); };
  // A reader that closes the pipe ends the process at once.
  process.once('exit', clearUp);
  try {
    const inputs = [...paths];
    const knownBad: BadLine[] = [];
    if (options.server !== undefined) inputs.push(await downloaded(options, temporary, knownBad, signal));
    const summary = await runCohort(
      { paths: inputs, setup: { ...setting, lines }, workers, partition, out: options.out ?? null, alsoWritten: options.summaryOut === undefined ? [] : [options.summaryOut], resume: options.resume === true, workFolder: null, knownBad },
      { print: toStdout, bad: (line) => { process.stderr.write(`${sentenceOf(line)}\n`); }, terminal: process.stderr, now: () => performance.now(), stop: signal },
    );
    if (form !== null) give(summary, form, options.summaryOut);
    return summary.badLines > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof OtherRun || error instanceof OutputIsInput) throw new BadCohortUsage(error.message);
    if (error instanceof UnusableServer) { process.stderr.write(`--server: ${error.message}\n`); return 1; }
    if (error instanceof Interrupted) { stopped = true; process.stderr.write(`Stopped.${options.out === undefined ? '' : ' The same command with --resume goes on from here.'}\n`); return stoppedBy() === 'SIGTERM' ? 143 : 130; }
    if (error instanceof Error && 'syscall' in error && 'code' in error) { process.stderr.write(`The run cannot go on: ${'path' in error ? `${String(error.path)}: ` : ''}${String(error.code)}. Is there room for the output and, in TMPDIR, for one sorted copy of a folder?\n`); return 1; }
    throw error;
  } finally {
    forget();
    process.off('exit', clearUp);
    clearUp();
  }
}

/** A folder that goes when the run is over; one that a resumed run reads stays when it was stopped. */
interface Temporary { folder: string; forResume: boolean }

/** A first signal ends the run after the unit at hand and clears up; a second one ends it at once. */
function stopping(): { signal: AbortSignal; stoppedBy(): string | null; forget(): void } {
  const controller = new AbortController();
  let by: string | null = null;
  const stop = (name: NodeJS.Signals): void => { if (by !== null) process.exit(name === 'SIGTERM' ? 143 : 130); by = name; controller.abort(); };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop);
  return { signal: controller.signal, stoppedBy: () => by, forget: () => { for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop); } };
}

/** Seen before the work, not after it. */
function demandWritable(name: string, path: string): void {
  try {
    let about: ReturnType<typeof statSync> | null = null;
    try { about = statSync(path); } catch { /* not there yet: its folder decides */ }
    if (about?.isDirectory() === true) throw new BadCohortUsage(`${name}: ${path} is a folder`);
    accessSync(about === null ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    if (error instanceof BadCohortUsage) throw error;
    throw new BadCohortUsage(`${name}: ${path} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})`);
  }
}

function canBeReadAgain(path: string): boolean {
  if (path === STANDARD_INPUT) return false;
  try { const about = statSync(path); return about.isFile() || about.isDirectory(); } catch { return true; }
}

function mergeInto(summary: Summary, form: Form, file: string | undefined): number {
  const missing = missingPartitions(summary);
  if (missing.length > 0) process.stderr.write(`--merge: missing of the whole: ${missing.join(', ')}\n`);
  give(summary, form, file);
  return missing.length > 0 ? 1 : 0;
}

/** A folder or server without any word about output is summed up; files are printed. */
function formOf(options: CohortOptions, paths: readonly string[]): Form | null {
  const { summary, summaryOut, merge, json, brief, server } = options;
  if (summary === undefined) {
    const folder = server !== undefined || namedAsExport(paths).size > 0 || paths.some((path) => { try { return statSync(path).isDirectory(); } catch { return false; } });
    return merge === true || summaryOut !== undefined || (folder && json !== true && brief !== true) ? 'table' : null;
  }
  const form = FORMS.find((each) => each === summary);
  if (form === undefined) throw new BadCohortUsage(`--summary wants ${FORMS.join(', ')}; found ${JSON.stringify(summary)}`);
  if ((json === true || brief === true) && options.out === undefined && summaryOut === undefined) throw new BadCohortUsage('--json and --summary would mix on the output: name a file with --out or --summary-out');
  return form;
}

function merged(paths: readonly string[]): Summary {
  try { return mergedSummaries(textsOf(paths)); } catch (error) {
    throw new BadCohortUsage(`--merge: ${error instanceof SyntaxError || error instanceof RangeError ? error.message : 'a file cannot be read'}`);
  }
}

function give(summary: Summary, form: Form, file: string | undefined): void {
  const text = { table: tableOf, csv: csvOf, html: pageOf, json: (each: Summary) => `${JSON.stringify(each)}\n` }[form](summary);
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}

function partitionOf(text: string | undefined): Partition | null {
  if (text === undefined) return null;
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const partition = { part: Number(part), of: Number(of) };
  if (!(partition.part >= 1 && partition.part <= partition.of)) throw new BadCohortUsage(`--partition wants k/n with 1 ≤ k ≤ n; found ${JSON.stringify(text)}`);
  return partition;
}

function workersOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,2}$/.test(text)) throw new BadCohortUsage(`--workers wants a whole number below 100; found ${JSON.stringify(text)}`);
  return Number(text);
}

/** The server's patients as a folder; kept between runs with --resume, thrown away otherwise. */
async function downloaded({ server = '', tokenFile, via, group, resume, out }: CohortOptions, temporary: Temporary[], knownBad: BadLine[], signal: AbortSignal): Promise<string> {
  const how = via ?? 'either';
  if (how !== 'export' && how !== 'search' && how !== 'either') throw new BadCohortUsage(`--via wants export, search or either; found ${JSON.stringify(via)}`);
  if (!/^https?:\/\//i.test(server) || !URL.canParse(server)) throw new BadCohortUsage('--server wants an absolute http or https URL');
  if (group !== undefined && how === 'search') throw new BadCohortUsage('--group wants --via export: a plain search reads all patients');
  let token: string | null = null;
  if (tokenFile !== undefined) {
    try { token = readFileSync(tokenFile, 'utf8').trim(); } catch { throw new BadCohortUsage('--token-file cannot be read'); }
    if (!/^[\x21-\x7e]+$/.test(token)) throw new BadCohortUsage('--token-file holds no token');
  }
  const kept = out === undefined ? null : `${out}.source-${createHash('sha256').update(`${server} ${group ?? ''}`).digest('hex').slice(0, 12)}`;
  if (kept !== null && resume === true) {
    // Its last file, written when all others are there: what the server itself called incomplete.
    try { knownBad.push(...(JSON.parse(readFileSync(join(kept, COMPLETE), 'utf8')) as BadLine[])); temporary.push({ folder: kept, forResume: true }); return kept; } catch { /* not there: read again */ } // sound: our own file
  }
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'gnen-server-'));
  if (kept !== null) rmSync(kept, { recursive: true, force: true });
  else temporary.push({ folder, forResume: false });
  const sleep = (seconds: number): Promise<void> => new Promise((done, stopped) => {
    const stop = (): void => { clearTimeout(waiting); stopped(new Interrupted('interrupted')); };
    const waiting = setTimeout(() => { signal.removeEventListener('abort', stop); done(); }, seconds * 1000);
    signal.addEventListener('abort', stop, { once: true });
  });
  knownBad.push(...(await downloadCohort({ url: server, token, how, group: group ?? null }, folder, (sentence) => { process.stderr.write(`${sentence}\n`); }, sleep)));
  writeFileSync(join(folder, COMPLETE), JSON.stringify(knownBad));
  if (kept !== null) temporary.push({ folder: kept, forResume: true });
  return folder;
}

const COMPLETE = '.complete';

// A terminal obeys control characters; a file name or an id must not reach it with any.
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, ' ');
const sentenceOf = ({ source, line, why }: BadLine): string => printable(line === null ? `${source}: ${why}` : `${source}, line ${line}: ${why}`);

/** Waits for a reader that is slower than the assessing. */
function toStdout(text: Uint8Array): Promise<void> | void {
  if (!process.stdout.write(text)) return new Promise((done) => process.stdout.once('drain', () => done()));
}
