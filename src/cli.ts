/** `npm run assess -- FILE…`: assesses the Bundles of files, one after the other, however many a file holds. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCohortOptions, assessCohort, BadCohortUsage, type CohortOptions, isCohort } from './cohort-cli';
import { STANDARD_INPUT } from './cohort';
import { type Config, readConfig, UnusableConfig } from './config';
import { readCodeMaps } from './configuration/code-maps';
import { NO_SITE_CODES, siteCodesFrom } from './fhir-mapping';
import { type AssessDeps, assessBundle, fullDate, type Language, OperationalError, readableAssessment, wordsFor } from './hooks';

interface Wanted { asOf: string; language: Language; json: boolean }
/** `utf8`: false for bytes that are none; `text` then has marks in place of what it said, and is not read. */
interface Line { line: number; text: string; utf8: boolean }
class BadUsage extends Error {}

const NEWLINE = 10;

/** Above this a file is read line by line only: a single Bundle is then not looked for. */
const LARGEST_SINGLE_BUNDLE = 256 * 1024 * 1024;

async function main(): Promise<number> {
  const words = wordsFor('en').porch.cli;
  const program = new Command('assess').exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(text) });
  program.description(words.description({})).argument('[files...]', words.files({}))
    .option('--as-of <date>', words.asOf({})).option('--lang <language>', words.lang({})).option('--json', words.json({}));
  addCohortOptions(program);
  try { program.parse(process.argv); } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  // A device's name cannot be opened again where the shell has put a socket there.
  const paths = program.args.map((path) => (path === '/dev/stdin' ? STANDARD_INPUT : path));
  const options = program.opts<CohortOptions & { asOf?: string; lang?: string }>();
  try {
    const deps = depsFrom();
    const wanted: Wanted = { asOf: dayFrom(options.asOf), language: languageFrom(options.lang), json: options.json === true };
    if (isCohort(paths, options)) return await assessCohort(paths, options, { asOf: wanted.asOf, language: wanted.language, ...cohortDeps() });
    if (paths.length === 0) throw new BadUsage(words.noFiles({}));
    let bad = false;
    for (const file of paths) bad = !(await assessFile(file, wanted, deps)) || bad;
    return bad ? 1 : 0;
  } catch (error) {
    if (error instanceof BadUsage || error instanceof BadCohortUsage || error instanceof UnusableConfig) { process.stderr.write(`${error.message}\n`); return 2; }
    throw error;
  }
}

function dayFrom(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  try { return fullDate(given); } catch { throw new BadUsage(wordsFor('en').porch.cli.badDate({ found: JSON.stringify(given) })); }
}

function languageFrom(given: string | undefined): Language {
  if (given === undefined) return 'en';
  if (given === 'en' || given === 'zh-CN') return given;
  throw new BadUsage(wordsFor('en').porch.cli.badLanguage({ found: JSON.stringify(given) }));
}

/** Of the configuration only what bears on an assessment counts here. */
function configured(): Config {
  const { CODE_MAPS, GASTRIN_UPPER_LIMIT } = process.env;
  return readConfig({ CODE_MAPS, GASTRIN_UPPER_LIMIT });
}

function depsFrom(): AssessDeps {
  const config = configured();
  return { siteCodes: config.codeMaps === null ? NO_SITE_CODES : siteCodesFrom(readCodeMaps(config.codeMaps).maps), gastrinUpperLimit: config.gastrinUpperLimit };
}

/** The same for threads, which are handed the maps themselves. */
function cohortDeps(): { conceptMaps: unknown[]; gastrinUpperLimit: Config['gastrinUpperLimit'] } {
  const config = configured();
  return { conceptMaps: config.codeMaps === null ? [] : [...readCodeMaps(config.codeMaps).maps], gastrinUpperLimit: config.gastrinUpperLimit };
}

/** True when everything in the file could be assessed. A file is one JSON document, or else a Bundle a line. */
async function assessFile(file: string, wanted: Wanted, deps: AssessDeps): Promise<boolean> {
  const words = wordsFor('en').porch.cli;
  const lines = linesOf(file);
  const head: Line[] = [];
  const assessLine = (each: Line): Promise<boolean> => assessText(each, wanted, deps, (reason) => words.badLine({ file, line: each.line, reason }));
  let good = true;
  let ndjson = /\.(ndjson|jsonl)$/i.test(file);
  let held = 0;
  try {
    for await (const each of lines) {
      if (each.text.trim() === '') continue;
      if (ndjson) { good = (await assessLine(each)) && good; continue; }
      head.push(each);
      held += each.text.length;
      // A whole object on the first line and more below it are NDJSON. On a later line it may be a part of one document: that is seen at the end.
      if (head.length === 2 || held > LARGEST_SINGLE_BUNDLE) {
        if (held > LARGEST_SINGLE_BUNDLE || isJsonObject(head[0]?.text ?? '')) {
          ndjson = true;
          for (const first of head.splice(0)) good = (await assessLine(first)) && good;
        }
      }
    }
  } catch (error) {
    process.stderr.write(`${words.badFile({ file, reason: `cannot be read${error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''}` })}\n`);
    return false;
  }
  if (ndjson) return good;
  // The first lines were no JSON, and neither is the whole: a later line may be a Bundle all the same.
  if (head.length > 1 && !isJsonObject(head.map((each) => each.text).join('\n')) && head.some((each) => isResource(each.text))) {
    for (const each of head) good = (await assessLine(each)) && good;
    return good;
  }
  if (head.length === 0) { process.stderr.write(`${words.badFile({ file, reason: 'is empty' })}\n`); return false; }
  const unreadable = head.find((each) => !each.utf8);
  if (unreadable !== undefined) return assessLine(unreadable);
  const text = head.map((each) => each.text).join('\n');
  return assessText({ text, utf8: true }, wanted, deps, (reason) => (head.length === 1 ? words.badLine({ file, line: head[0]?.line ?? 1, reason }) : words.badFile({ file, reason })));
}

/** A line of NDJSON, other than an object that happens to fill a line of a damaged document. */
function isResource(text: string): boolean {
  if (!text.includes('"resourceType"')) return false;
  try { const value: unknown = JSON.parse(text); return typeof value === 'object' && value !== null && 'resourceType' in value && typeof value.resourceType === 'string'; } catch { return false; }
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  const input: AsyncIterable<Buffer> = file === STANDARD_INPUT ? process.stdin : createReadStream(file);
  let line = 0;
  let held: Buffer[] = [];
  const lineOf = (end: Buffer): Line => {
    const bytes = held.length === 0 ? end : Buffer.concat([...held, end]);
    held = [];
    line += 1;
    return { line, text: bytes.toString('utf8').replace(/^\ufeff/, ''), utf8: isUtf8(bytes) };
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) { yield lineOf(chunk.subarray(start, end)); start = end + 1; }
    if (start < chunk.length) held.push(chunk.subarray(start));
  }
  if (held.length > 0) yield lineOf(Buffer.alloc(0));
}

function isJsonObject(text: string): boolean {
  try { const value: unknown = JSON.parse(text); return typeof value === 'object' && value !== null; } catch { return false; }
}

async function assessText({ text, utf8 }: Pick<Line, 'text' | 'utf8'>, wanted: Wanted, deps: AssessDeps, bad: (reason: string) => string): Promise<boolean> {
  if (!utf8) { process.stderr.write(`${bad(wordsFor(wanted.language).porch.errors['not-utf8'])}\n`); return false; }
  let bundle: unknown;
  try { bundle = JSON.parse(text); } catch { process.stderr.write(`${bad(wordsFor(wanted.language).porch.errors['not-json'])}\n`); return false; }
  try {
    const assessment = assessBundle(bundle, wanted, deps);
    await print(wanted.json ? `${JSON.stringify(assessment)}\n` : readableAssessment(assessment, wanted.language));
    return true;
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    process.stderr.write(`${bad(error.path === undefined ? error.message : `${error.path}: ${error.message}`)}\n`);
    return false;
  }
}

/** Waits for a reader that is slower than the assessing. */
function print(text: string): Promise<void> | void {
  if (!process.stdout.write(text)) return new Promise((done) => process.stdout.once('drain', () => done()));
}

// A reader that closes the pipe early (head, say) ends the command quietly; a full disk does not.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`The output cannot be written (${error.code ?? 'unknown reason'}).\n`);
  process.exit(1);
});
main().then((status) => { process.exitCode = status; }, () => { process.stderr.write('The assessment failed; this is a defect of the command.\n'); process.exitCode = 1; });
