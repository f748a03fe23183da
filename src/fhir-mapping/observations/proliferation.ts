/** Ki-67 and mitoses that belong together: one specimen, one report, or else one day. @see rules.md GR-13 */
import type { DateWindow, ProliferationSet, Reading } from '../../engine';
import { compareDates, daysBetween } from '../records/date-order';
import { type Element, objectsAt, wordsOf } from '../records/elements';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { saysOtherOrgan, saysStomach } from '../specimens/tumour-site';
import { readKi67Percent } from '../values/ki67';
import type { ValueReading } from '../values/reading';
import { shortened, valueAsRecorded } from './fact-values';
import { readMitosesPerTenHpf } from '../values/mitoses';
import type { Result, ResultsByConcept } from './results';

/** Results of two days this far apart may still be the two halves of one examination. */
const ONE_EXAMINATION_DAYS = 60;

type Parameter = 'ki67' | 'mitoses';
interface Placed { result: Result; parameter: Parameter; reading: Reading }

/** `secondPrimary`: another neoplasm is on record, so an unbound result is not this tumour's. */
export function proliferationSets(results: ResultsByConcept, secondPrimary: boolean, ledger: Ledger): ProliferationSet[] {
  const placed: Placed[] = [];
  for (const parameter of ['ki67', 'mitoses'] as const) {
    for (const result of results.get(parameter) ?? []) {
      if (!belongs(result, parameter, secondPrimary, ledger)) continue;
      const reading = readingOf(result, parameter, ledger);
      if (reading !== null) placed.push({ result, parameter, reading });
    }
  }
  // A mere presence loses nothing; an amount under its code is none that can be trusted, and is named.
  for (const { resource, holder, origin } of results.get('ki67-ordinal') ?? []) if (holdsAmount(holder)) ledger.reject(resource, origin === 'elsewhere' ? 'not-this-tumour' : 'unreadable');
  const sets = setsOf(placed);
  joinHalves(sets);
  return sets.map(sorted).sort((a, b) => byCodeUnit(a.specimen, b.specimen) || byCodeUnit(a.site, b.site));
}

const holdsAmount = (holder: Element): boolean => ['value', 'invalid-value', 'unknown-unit'].includes(readKi67Percent(holder).kind);

function belongs(result: Result, parameter: Parameter, secondPrimary: boolean, ledger: Ledger): boolean {
  if (result.breastOnly) {
    if (result.origin !== 'primary') {
      ledger.reject(result.resource, 'other-analyte');
      ledger.notice('breast-only-code', 'GR-13', 'warning', [parameter], { resource: result.resource });
      return false;
    }
    ledger.notice('breast-only-code', 'GR-13', 'warning', [parameter], { resource: result.resource });
  }
  if (result.origin === 'elsewhere' || (result.origin === 'unstated' && namesOtherOrgan(result))) {
    ledger.reject(result.resource, 'not-this-tumour');
    return false;
  }
  // Bound by a specimen or report alone is not bound to the stomach, but with one neoplasm on record it needs not be.
  if (secondPrimary && result.origin === 'unstated') {
    ledger.reject(result.resource, 'not-this-tumour');
    ledger.notice('unbound-result-second-primary', 'GR-13', 'warning', [parameter], { resource: result.resource });
    return false;
  }
  return true;
}

/** `Ki-67 (breast)`: where no site is recorded, the result's own name may hold one. */
function namesOtherOrgan(result: Result): boolean {
  const words = wordsOf(result.holder['code']).join(' | ').toLowerCase();
  return saysOtherOrgan(words) && !saysStomach(words);
}

function isParent(holder: Element): boolean {
  return objectsAt(holder, 'component').length > 0 || objectsAt(holder, 'hasMember').length > 0;
}

function readingOf(result: Result, parameter: Parameter, ledger: Ledger): Reading | null {
  const unreadable: Reading = { kind: 'unreadable', resource: result.resource, date: result.date };
  const absent = result.holder['dataAbsentReason'] !== undefined && result.holder['dataAbsentReason'] !== null;
  const read: ValueReading = parameter === 'ki67' ? readKi67Percent(result.holder) : readMitosesPerTenHpf(result.holder, result.code === '406094009');
  // The parent of a panel needs no value of its own; a result without one says nothing that can be read.
  if (read.kind === 'absent' && !absent && isParent(result.holder)) return null;
  if (absent || read.kind === 'absent' || read.kind === 'unreadable') {
    ledger.reject(result.resource, 'unreadable');
    return unreadable;
  }
  if (read.kind === 'narrative') {
    ledger.reject(result.resource, 'unreadable');
    ledger.notice('narrative-not-used', 'GR-13', 'info', [parameter], { resource: result.resource, quote: shortened(read.text) });
    return unreadable;
  }
  if (read.kind !== 'value') {
    ledger.reject(result.resource, read.kind);
    return unreadable;
  }
  const fact = result.origin === 'metastasis' && parameter === 'ki67' ? 'metastasis.ki67' : parameter;
  ledger.used({ fact, value: valueAsRecorded(result.holder), resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
  if (result.textMatch) {
    ledger.textMatched(parameter);
    ledger.notice('text-match-to-confirm', 'GR-4', 'info', [parameter], { resource: result.resource, value: valueAsRecorded(result.holder) });
  }
  if (parameter === 'mitoses' && read.unitUnverified) ledger.notice('mitoses-unit-unverified', 'GR-2', 'info', ['mitoses'], { resource: result.resource });
  return { kind: 'value', value: read.value, textMatch: result.textMatch, resource: result.resource, date: result.date, ...(read.unitUnverified ? { unitUnverified: true } : {}) };
}

/** One set per specimen; results without one join their report's only specimen, else stand together by report, else by day. */
function setsOf(placed: readonly Placed[]): ProliferationSet[] {
  const specimensOfReport = new Map<string, Set<string>>();
  for (const { result } of placed) {
    if (result.report === null || result.specimen === null) continue;
    const known = specimensOfReport.get(result.report);
    if (known === undefined) specimensOfReport.set(result.report, new Set([result.specimen]));
    else known.add(result.specimen);
  }
  const sets = new Map<string, ProliferationSet>();
  for (const { result, parameter, reading } of placed) {
    const only = result.report === null ? undefined : specimensOfReport.get(result.report);
    const specimen = result.specimen ?? (only?.size === 1 ? [...only][0] : undefined) ?? result.report;
    const name = specimen ?? `day:${result.date?.last ?? 'unknown'}`;
    const site = result.origin === 'metastasis' ? 'metastasis' : 'primary';
    const key = `${site}|${name}`;
    let set = sets.get(key);
    if (set === undefined) {
      set = { specimen: name, bound: specimen !== null, site, date: result.date, ki67: [], mitoses: [] };
      sets.set(key, set);
    }
    set[parameter].push(reading);
    if (compareDates(result.date, set.date) > 0) set.date = result.date;
  }
  return [...sets.values()];
}

/** Two halves of one examination: one holds only Ki-67, the other only mitoses, at most one is bound, and no more than 60 days lie between them. */
function joinHalves(sets: ProliferationSet[]): void {
  sets.sort((a, b) => -compareDates(a.date, b.date) || byCodeUnit(a.specimen, b.specimen));
  for (let at = 0; at < sets.length; at += 1) {
    const newer = sets[at];
    if (newer === undefined || isWhole(newer)) continue;
    for (let other = at + 1; other < sets.length; other += 1) {
      const older = sets[other];
      if (older === undefined) continue;
      const gap = gapDays(newer.date, older.date);
      if (gap === null ? newer.date !== older.date : gap > ONE_EXAMINATION_DAYS) break;
      if (older.site !== newer.site || (older.bound && newer.bound) || isWhole(older) || (newer.ki67.length > 0) === (older.ki67.length > 0)) continue;
      if (older.bound) newer.specimen = older.specimen;
      newer.bound ||= older.bound;
      newer.ki67.push(...older.ki67);
      newer.mitoses.push(...older.mitoses);
      sets.splice(other, 1);
      break;
    }
  }
}

function isWhole(set: ProliferationSet): boolean {
  return set.ki67.length > 0 && set.mitoses.length > 0;
}

function gapDays(newer: DateWindow | null, older: DateWindow | null): number | null {
  return newer === null || older === null ? null : daysBetween(older.last, newer.first);
}

function sorted(set: ProliferationSet): ProliferationSet {
  const byResource = (a: Reading, b: Reading): number => byCodeUnit(a.resource, b.resource);
  return { ...set, ki67: [...set.ki67].sort(byResource), mitoses: [...set.mitoses].sort(byResource) };
}
