/** Cohorts of the tests: written into a folder of their own, run in this thread, told as lines, bad lines and a summary. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BadLine, type CohortRun, runCohort, type Summary } from '../../src/cohort';
import { syntheticPatient } from '../../src/synthetic-patients';

export const OPTIONS = { seed: 3, kilobytes: 0 };

/** A folder that is gone after the tests of the file. */
export function aFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

/** A Bundle of the n-th synthetic patient, on one line. */
export const bundleLine = (number: number): string => JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: syntheticPatient(number, OPTIONS).map((resource) => ({ resource })) });
export const bundleLines = (count: number, from = 1): string => Array.from({ length: count }, (_none, index) => `${bundleLine(from + index)}\n`).join('');
/** The lines of one resource type of the first patients, as an export has them. */
export const linesOfType = (type: string, count: number): string => Array.from({ length: count }, (_none, index) => syntheticPatient(index + 1, OPTIONS).filter((each) => each.resourceType === type).map((each) => `${JSON.stringify(each)}\n`).join('')).join('');

export interface Ran { lines: string[]; bad: string[]; summary: Summary }

export async function cohortOf(paths: string[], more: Partial<CohortRun> = {}): Promise<Ran> {
  let text = '';
  const bad: BadLine[] = [];
  const setup = { asOf: '2026-11-22', language: 'en' as const, lines: 'brief' as const, conceptMaps: [], gastrinUpperLimit: null };
  const summary = await runCohort({ paths, setup, workers: 0, partition: null, out: null, alsoWritten: [], resume: false, workFolder: null, ...more },
    { print: (part) => { text += Buffer.from(part).toString('utf8'); }, bad: (line) => bad.push(line), terminal: { write: () => true }, now: () => 0 });
  const name = (source: string): string => source.slice(source.lastIndexOf('/') + 1);
  return { lines: text.split('\n').filter((line) => line !== ''), bad: bad.map(({ source, line, why }) => `${name(source)}${line === null ? '' : `:${line}`} ${why}`), summary };
}

export const written = (path: string, text: string | Buffer): string => { writeFileSync(path, text); return path; };
