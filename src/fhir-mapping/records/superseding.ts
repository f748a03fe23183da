/** A corrected or amended result takes the place of the earlier one of the same identifier, or of the same request for the same thing. */
import type { ClinicalRecord, RecordEntry } from './entries';
import { codingsOf, objectsAt, stringAt } from './elements';
import { instantOf, updatedAt } from './versions';

const CORRECTIONS = new Set(['corrected', 'amended', 'appended']);
const SUPERSEDABLE = new Set(['final', 'preliminary', 'registered', 'partial', 'corrected', 'amended', 'appended']);

/** The entries that a later correction replaced. */
export function supersededIn(entries: readonly RecordEntry[], record: ClinicalRecord): ReadonlySet<RecordEntry> {
  const superseded = new Set<RecordEntry>();
  // Most records hold no correction: only where there is one are the chains worth their making.
  if (!entries.some(isCorrection)) return superseded;
  const chains = new Map<string, RecordEntry[]>();
  for (const entry of entries) {
    const type = entry.resource.resourceType;
    if (type !== 'Observation' && type !== 'DiagnosticReport') continue;
    const status = stringAt(entry.resource, 'status') ?? '';
    if (!SUPERSEDABLE.has(status)) continue;
    for (const key of chainsOf(entry, record)) {
      const chain = chains.get(key);
      if (chain === undefined) chains.set(key, [entry]);
      else chain.push(entry);
    }
  }
  for (const chain of chains.values()) {
    const corrections = chain.filter((entry) => CORRECTIONS.has(stringAt(entry.resource, 'status') ?? ''));
    if (corrections.length === 0 || chain.length === 1) continue;
    const latest = corrections.reduce((a, b) => (isLater(b, a) ? b : a));
    for (const entry of chain) if (entry !== latest && !isStrictlyAfter(entry, latest)) superseded.add(entry);
  }
  dropResultsOfSupersededReports(entries, superseded, record);
  return superseded;
}

function isCorrection({ resource }: RecordEntry): boolean {
  return (resource.resourceType === 'Observation' || resource.resourceType === 'DiagnosticReport') && CORRECTIONS.has(stringAt(resource, 'status') ?? '');
}

/** What a replaced report said and its replacement does not say again is replaced too. */
function dropResultsOfSupersededReports(entries: readonly RecordEntry[], superseded: Set<RecordEntry>, record: ClinicalRecord): void {
  const byReference = new Map(entries.map((entry) => [entry.reference, entry]));
  const kept = new Set<string>();
  const dropped = new Set<string>();
  for (const entry of entries) {
    if (entry.resource.resourceType !== 'DiagnosticReport') continue;
    for (const result of objectsAt(entry.resource, 'result')) {
      const key = record.keyOf(result, entry.resource);
      if (key !== null) (superseded.has(entry) ? dropped : kept).add(key);
    }
  }
  for (const key of dropped) {
    const entry = byReference.get(key);
    if (entry !== undefined && !kept.has(key)) superseded.add(entry);
  }
}

function chainsOf(entry: RecordEntry, record: ClinicalRecord): string[] {
  const what = `${entry.resource.resourceType}|${codesOf(entry)}`;
  const keys: string[] = [];
  for (const identifier of objectsAt(entry.resource, 'identifier')) {
    const value = stringAt(identifier, 'value');
    if (value !== null) keys.push(`identifier|${what}|${stringAt(identifier, 'system') ?? ''}|${value}`);
  }
  const specimen = objectsAt(entry.resource, 'specimen').map((reference) => record.keyOf(reference, entry.resource) ?? '').sort().join(' ');
  for (const reference of objectsAt(entry.resource, 'basedOn')) {
    const target = record.keyOf(reference, entry.resource);
    if (target !== null) keys.push(`request|${what}|${target}|${specimen}`);
  }
  return keys;
}

function codesOf(entry: RecordEntry): string {
  const codes = codingsOf(entry.resource['code']).map((coding) => `${stringAt(coding, 'system') ?? ''}|${stringAt(coding, 'code') ?? ''}`);
  const text = stringAt(entry.resource['code'], 'text') ?? '';
  if (codes.length === 0) return text;
  // "A stain": which one, only the words or the gene beside it tell.
  const named = codes.every((code) => GENERIC.has(code)) ? [text, ...objectsAt(entry.resource, 'component').flatMap((component) => codingsOf(component['valueCodeableConcept']).map((coding) => stringAt(coding, 'code') ?? ''))] : [];
  return [...codes.sort(), ...named].join(' ');
}

const GENERIC = new Set(['http://snomed.info/sct|1234806008', 'http://loinc.org|55229-9']);

function isLater(a: RecordEntry, b: RecordEntry): boolean {
  const order = spokenAt(a) - spokenAt(b);
  return order === 0 ? a.reference > b.reference : order > 0;
}

/** A new result under the same request, made after the correction, is no earlier version of it. */
function isStrictlyAfter(entry: RecordEntry, correction: RecordEntry): boolean {
  if (entry.date !== null && correction.date !== null && entry.date.first > correction.date.last) return true;
  return false;
}

function spokenAt(entry: RecordEntry): number {
  const issued = instantOf(stringAt(entry.resource, 'issued'));
  return issued >= 0 ? issued : updatedAt(entry.resource);
}
