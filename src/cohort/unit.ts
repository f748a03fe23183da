/** Does one unit of work, in whatever thread: lines or a shard in, printed lines and a part of the summary out. */
import { isAscii, isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { type SiteCodes, siteCodesFrom, NO_SITE_CODES } from '../fhir-mapping';
import { type Assessment, assessBundle, OperationalError, readableAssessment } from '../hooks';
import { briefAssessment } from './brief';
import { NOT_UTF8, sorted } from './sort';
import { LONGEST_LINE_BYTES } from './sources/pieces';
import { type BadLine, countAssessment, emptySummary, type Summary } from './summary';
import type { Assessed, Setup, Sorted, Unit } from './work';

const NEWLINE = 10;

interface Doing { text: string[]; bad: BadLine[]; summary: Summary }
type AssessInto = (done: Doing, bundle: unknown, at: { source: string; line: number | null }) => void;
interface Held { start: number; end: number; source: number; line: number }

/** A worker's own state: the setup, with what is costly to make made once. */
export function makeUnitWork(setup: Setup): (unit: Unit) => Assessed | Sorted {
  const siteCodes: SiteCodes = setup.conceptMaps.length === 0 ? NO_SITE_CODES : siteCodesFrom(setup.conceptMaps as Parameters<typeof siteCodesFrom>[0]); // sound: siteCodesFrom treats every map as uncertain
  let medications: { path: string; byReference: Map<string, unknown> } | null = null;

  const sharedOf = (path: string): Map<string, unknown> => {
    if (medications?.path !== path) medications = { path, byReference: medicationsIn(path) };
    return medications.byReference;
  };

  const assessInto: AssessInto = (done, bundle, at) => {
    try {
      const assessment = assessBundle(bundle, setup, { siteCodes, gastrinUpperLimit: setup.gastrinUpperLimit });
      countAssessment(done.summary, assessment);
      if (setup.lines !== 'none') done.text.push(printed(assessment, setup));
    } catch (error) {
      done.bad.push({ ...at, why: error instanceof OperationalError ? (error.path === undefined ? error.message : `${error.path}: ${error.message}`) : 'could not be assessed: a defect' });
    }
  };

  return (unit) => {
    if (unit.kind === 'sort') return sorted(unit);
    const done: Doing = { text: [], bad: [], summary: emptySummary(setup.asOf) };
    if (unit.kind === 'document') document(unit, done, assessInto);
    else if (unit.kind === 'lines') lines(unit, done, assessInto);
    else shard(unit, sharedOf(unit.sharedPath), done, assessInto);
    return { kind: 'assessed', text: Buffer.from(done.text.join(''), 'utf8'), bad: done.bad, summary: done.summary };
  };
}

function printed(assessment: Assessment, { lines: form, language }: Setup): string {
  if (form === 'text') return readableAssessment(assessment, language);
  return `${JSON.stringify(form === 'brief' ? briefAssessment(assessment) : assessment)}\n`;
}

/** One Bundle over all lines, or else lines of which the first were bad. */
function document({ source, bytes }: Extract<Unit, { kind: 'document' }>, done: Doing, assessInto: AssessInto): void {
  const whole = parsed(textOf(bytes));
  if (whole !== undefined && !isUtf8(bytes)) { done.bad.push({ source, line: null, why: NOT_UTF8 }); return; }
  if (whole !== undefined) { assessInto(done, whole, { source, line: null }); return; }
  if (isNdjson(bytes)) lines({ kind: 'lines', source, firstLine: 1, bytes, partition: null }, done, assessInto);
  else done.bad.push({ source, line: null, why: 'is not JSON' });
}

/** Whether some line is a resource of its own: the lines of a damaged document are not, and need not be listed one by one. */
function isNdjson(bytes: Uint8Array): boolean {
  return textOf(bytes).split('\n').some((line) => {
    const value = /^\s*\{.*"resourceType"/.test(line) ? parsed(line) : undefined;
    return typeof value === 'object' && value !== null && 'resourceType' in value && typeof value.resourceType === 'string';
  });
}

function lines({ source, firstLine, bytes, partition }: Extract<Unit, { kind: 'lines' }>, done: Doing, assessInto: AssessInto): void {
  // A line at a time: the text of the whole unit would outlive the patients in it, and cost a collection of all memory every few units.
  const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const encoding = isAscii(held) ? 'latin1' : 'utf8';
  const utf8 = encoding === 'latin1' || isUtf8(held);
  for (let start = 0, number = firstLine; start < held.length; number += 1) {
    const found = held.indexOf(NEWLINE, start);
    const raw = held.subarray(start, found < 0 ? held.length : found);
    start += raw.length + 1;
    const line = raw.toString(encoding);
    if ((partition !== null && (number - 1) % partition.of !== partition.part - 1) || /^\s*$/.test(line)) continue;
    const bundle = parsed(line);
    if (bundle === undefined) done.bad.push({ source, line: number, why: 'is not JSON' });
    // Bytes of another encoding decode to marks in place of words, which would be passed over without a word.
    else if (!utf8 && !isUtf8(raw)) done.bad.push({ source, line: number, why: NOT_UTF8 });
    else assessInto(done, bundle, { source, line: number });
  }
}

function shard({ path, sources }: Extract<Unit, { kind: 'shard' }>, shared: ReadonlyMap<string, unknown>, done: Doing, assessInto: AssessInto): void {
  const bytes = readFileSync(path);
  const patients = linesByPatient(bytes);
  // Sorted, so that the lines come in the same order whatever the order of the files.
  for (const id of [...patients.keys()].sort()) {
    const own = patients.get(id) ?? [];
    if (own.reduce((sum, { start, end }) => sum + end - start, 0) > LONGEST_LINE_BYTES) { done.bad.push({ source: `Patient/${id}`, line: null, why: 'has more on record than can be held at once' }); continue; }
    const entry: { resource: unknown }[] = [];
    for (const { start, end, source, line } of own) {
      const resource = parsed(bytes.toString('utf8', start, end));
      if (resource === undefined) { done.bad.push({ source: sources[source] ?? '', line, why: 'is not JSON' }); continue; }
      entry.push({ resource });
      const medication = shared.size === 0 ? undefined : shared.get(medicationReference(resource));
      if (medication !== undefined) entry.push({ resource: medication });
    }
    assessInto(done, { resourceType: 'Bundle', type: 'collection', entry }, { source: `Patient/${id}`, line: null });
  }
}

/** Lines are kept as places in the file and parsed patient by patient: parsed resources take many times the room. */
function linesByPatient(bytes: Buffer): Map<string, Held[]> {
  const patients = new Map<string, Held[]>();
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    const afterId = bytes.indexOf(9, start);
    const afterPlace = bytes.indexOf(9, afterId + 1);
    const id = bytes.toString('utf8', start, afterId);
    const [source, line] = bytes.toString('latin1', afterId + 1, afterPlace).split(':');
    const held = { start: afterPlace + 1, end, source: Number(source), line: Number(line) };
    const others = patients.get(id);
    if (others === undefined) patients.set(id, [held]); else others.push(held);
    start = end + 1;
  }
  return patients;
}

function medicationsIn(path: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const medication = line === '' ? undefined : parsed(line);
    const id = typeof medication === 'object' && medication !== null && 'id' in medication ? medication.id : undefined;
    if (typeof id === 'string') found.set(`Medication/${id}`, medication);
  }
  return found;
}

function medicationReference(resource: unknown): string {
  const reference = typeof resource === 'object' && resource !== null && 'medicationReference' in resource ? resource.medicationReference : null;
  const text = typeof reference === 'object' && reference !== null && 'reference' in reference ? reference.reference : null;
  return typeof text === 'string' ? (/Medication\/[^/]+/.exec(text)?.[0] ?? '') : '';
}

const decoder = new TextDecoder('utf-8');
// Plain ASCII, which most records are, is taken over without being decoded.
const textOf = (bytes: Uint8Array): string => (isAscii(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') : decoder.decode(bytes));

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { /* a byte order mark within files that were put together is no part of the line */ }
  if (text.charCodeAt(0) !== 0xfeff) return undefined;
  try { return JSON.parse(text.slice(1)); } catch { return undefined; }
}
