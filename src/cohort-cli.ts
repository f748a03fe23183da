/** The cohort side of `npm run assess`: folders, servers, summaries, many patients on all cores. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type BadLine, csvOf, downloadCohort, mergedSummaries, OtherRun, pageOf, type Partition, runCohort, type Summary, tableOf, textsOf, UnusableServer } from './cohort';
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
    .option('--workers <n>', 'threads; default: all cores')
    .option('--server <url>', 'read the patients of a FHIR R4 server')
    .option('--token-file <file>', 'file with the bearer token for --server')
    .option('--via <how>', 'export, search or either (default)')
    .option('--group <id>', 'with --server: the patients of this Group');
}

/** Whether a call asks for more than one file after the other. */
export function isCohort(paths: readonly string[], options: CohortOptions): boolean {
  const { brief, out, summary, summaryOut, resume, partition, workers, merge, server } = options;
  if ([brief, out, summary, summaryOut, resume, partition, workers, merge, server].some((each) => each !== undefined)) return true;
  return paths.some((path) => {
    try { const about = statSync(path); return about.isDirectory() || path.endsWith('.gz') || about.size > LARGE_BYTES; } catch { return false; }
  });
}

/** Exit status: 0, 1 when something could not be assessed. @throws BadCohortUsage (exit status 2) */
export async function assessCohort(paths: readonly string[], options: CohortOptions, setting: CohortSetting): Promise<number> {
  const form = formOf(options, paths);
  if (options.merge === true) { give(merged(paths), form ?? 'table', options.summaryOut); return 0; }
  if (options.resume === true && options.out === undefined) throw new BadCohortUsage('--resume wants --out: the lines of the first part must be somewhere');
  if (options.server === undefined && paths.length === 0) throw new BadCohortUsage('Name at least one file or folder, or a --server.');
  const partition = partitionOf(options.partition);
  const lines = options.json === true ? 'assessment' : options.brief === true ? 'brief' : form === null ? 'text' : options.out === undefined ? 'none' : 'brief';
  const temporary: string[] = [];
  try {
    const inputs = [...paths];
    if (options.server !== undefined) inputs.push(await downloaded(options, temporary));
    const summary = await runCohort(
      { paths: inputs, setup: { ...setting, lines }, workers: workersOf(options.workers), partition, out: options.out ?? null, resume: options.resume === true, workFolder: null },
      { print: toStdout, bad: (line) => { process.stderr.write(`${sentenceOf(line)}\n`); }, terminal: process.stderr, now: () => performance.now() },
    );
    if (form !== null) give(summary, form, options.summaryOut);
    return summary.badLines > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof OtherRun) throw new BadCohortUsage(error.message);
    if (error instanceof UnusableServer) { process.stderr.write(`--server: ${error.message}\n`); return 1; }
    throw error;
  } finally { for (const folder of temporary) rmSync(folder, { recursive: true, force: true }); }
}

/** A folder or server without any word about output is summed up; files are printed. */
function formOf(options: CohortOptions, paths: readonly string[]): Form | null {
  const { summary, summaryOut, merge, json, brief, server } = options;
  if (summary === undefined) {
    const folder = server !== undefined || paths.some((path) => { try { return statSync(path).isDirectory(); } catch { return false; } });
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

function workersOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  if (!/^\d{1,3}$/.test(text)) throw new BadCohortUsage(`--workers wants a whole number; found ${JSON.stringify(text)}`);
  return Number(text);
}

/** The server's patients as a folder; kept between runs with --resume, thrown away otherwise. */
async function downloaded({ server = '', tokenFile, via, group, resume, out }: CohortOptions, temporary: string[]): Promise<string> {
  const how = via ?? 'either';
  if (how !== 'export' && how !== 'search' && how !== 'either') throw new BadCohortUsage(`--via wants export, search or either; found ${JSON.stringify(via)}`);
  if (!URL.canParse(server)) throw new BadCohortUsage('--server wants an absolute URL');
  let token: string | null = null;
  if (tokenFile !== undefined) {
    try { token = readFileSync(tokenFile, 'utf8').trim(); } catch { throw new BadCohortUsage('--token-file cannot be read'); }
    if (!/^[\x21-\x7e]+$/.test(token)) throw new BadCohortUsage('--token-file holds no token');
  }
  const kept = out === undefined ? null : `${out}.source-${createHash('sha256').update(`${server} ${group ?? ''}`).digest('hex').slice(0, 12)}`;
  if (kept !== null && resume === true) {
    try { if (statSync(join(kept, '.complete')).isFile()) { temporary.push(kept); return kept; } } catch { /* not there: read again */ }
  }
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'gnen-server-'));
  if (kept !== null) rmSync(kept, { recursive: true, force: true });
  else temporary.push(folder);
  await downloadCohort({ url: server, token, how, group: group ?? null }, folder, (sentence) => { process.stderr.write(`${sentence}\n`); }, (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)));
  writeFileSync(join(folder, '.complete'), '');
  if (kept !== null) temporary.push(kept);
  return folder;
}

const sentenceOf = ({ source, line, why }: BadLine): string => (line === null ? `${source}: ${why}` : `${source}, line ${line}: ${why}`);

/** Waits for a reader that is slower than the assessing. */
function toStdout(text: string): Promise<void> | void {
  if (!process.stdout.write(text)) return new Promise((done) => process.stdout.once('drain', () => done()));
}
