/** Which Ki-67 and mitotic count grade the primary (GR-13), and what the results that do not are worth saying. */
import type { Conflict, Notice } from '../assessment';
import { compareWindows, daysBetween } from '../dates';
import { conflict, notice } from '../findings';
import { bandsOf, highest, isHigher, widened } from '../measured';
import type { Band } from '../measured';
import type { ClinicalPicture, DateWindow, Measured, ProliferationSet, Reading } from '../picture';
import type { Fact, Grade } from '../vocabulary';

/** GR-1, percent. */
export const KI67_SCALE: readonly Band<Grade>[] = [{ band: 'G1', below: 3 }, { band: 'G2', upTo: 20 }, { band: 'G3' }];
/** GR-2, per 10 HPF = 2 mm². */
export const MITOSES_SCALE: readonly Band<Grade>[] = [{ band: 'G1', below: 2 }, { band: 'G2', upTo: 20 }, { band: 'G3' }];
/** Every threshold any rule holds against Ki-67, for the widening of approximate values. */
const KI67_EDGES = [3, 10, 20, 55, 60] as const;
const MITOSES_EDGES = [2, 20] as const;
/** How far apart, in days, results that name no specimen may still belong together. */
const SAME_WORK_UP_DAYS = 60;

type Parameter = 'ki67' | 'mitoses';
const PARAMETERS: readonly Parameter[] = ['ki67', 'mitoses'];

/** The reading of one parameter that stands. */
export interface Standing { value: Measured; textMatch: boolean; unitUnverified: boolean; specimen: string }
export interface Proliferation {
  ki67: Standing | null; mitoses: Standing | null;
  /** True when GR-13 had to choose among several results. */
  chosen: boolean;
  conflicts: Conflict[]; notices: Notice[];
}

type Value = Extract<Reading, { kind: 'value' }>;
const valuesOf = (readings: readonly Reading[]): Value[] => readings.filter((r): r is Value => r.kind === 'value');
const isUnreadable = (r: Reading): boolean => r.kind === 'unreadable';
const edgesOf = (parameter: Parameter): readonly number[] => (parameter === 'ki67' ? KI67_EDGES : MITOSES_EDGES);
const rank = (grade: Grade): number => Number(grade[1]);

function top(readings: readonly Value[], edges: readonly number[]): Measured | null {
  return highest(readings.map((r) => widened(r.value, edges)));
}

const same = (a: Measured | null, b: Measured | null): boolean => a !== null && b !== null && a.low === b.low && a.high === b.high && a.lowOpen === b.lowOpen && a.highOpen === b.highOpen;

/** The highest reading of a parameter within one set (hot spot), null without a readable one. */
function standingIn(set: ProliferationSet, parameter: Parameter): Standing | null {
  const readings = valuesOf(set[parameter]);
  const edges = edgesOf(parameter);
  const value = top(readings, edges);
  if (value === null) return null;
  // A text match or an unverified unit matters only where the value would be another without it.
  const decides = (doubtful: (r: Value) => boolean): boolean => readings.some(doubtful) && !same(value, top(readings.filter((r) => !doubtful(r)), edges));
  return { value, textMatch: decides((r) => r.textMatch), unitUnverified: decides((r) => r.unitUnverified === true), specimen: set.specimen };
}

/** The lowest and the highest grade that the readable numbers of a set give by themselves; 0 without any. */
function reach(ki67: Measured | null, mitoses: Measured | null): { least: number; most: number } {
  let least = 0;
  let most = 0;
  for (const bands of [bandsOf(ki67, KI67_SCALE), bandsOf(mitoses, MITOSES_SCALE)]) {
    const [first] = bands;
    const last = bands.at(-1);
    if (first === undefined || last === undefined) continue;
    least = Math.max(least, rank(first));
    most = Math.max(most, rank(last));
  }
  return { least, most };
}

const reachOf = (set: ProliferationSet) => reach(top(valuesOf(set.ki67), KI67_EDGES), top(valuesOf(set.mitoses), MITOSES_EDGES));
const isReadable = (set: ProliferationSet): boolean => set.ki67.some((r) => !isUnreadable(r)) || set.mitoses.some((r) => !isUnreadable(r));
const sameTime = (a: DateWindow | null, b: DateWindow | null): boolean => (a === null || b === null ? a === b : a.first <= b.last && b.first <= a.last);
const byKey = (a: ProliferationSet, b: ProliferationSet): number => (a.specimen < b.specimen ? -1 : a.specimen > b.specimen ? 1 : 0);

/** Of sets of one time: the higher grade first, then the one that says more, then by name. */
function higherFirst(a: ProliferationSet, b: ProliferationSet): number {
  const [ra, rb] = [reachOf(a), reachOf(b)];
  const known = (s: ProliferationSet): number => PARAMETERS.filter((p) => s[p].some((r) => !isUnreadable(r))).length;
  return rb.least - ra.least || rb.most - ra.most || Number(b.bound) - Number(a.bound) || known(b) - known(a) || byKey(a, b);
}

/** May `other` complete `set`? Never one specimen another; else results of the same days or, where neither names a specimen, of the same work-up. */
function mayComplete(set: ProliferationSet, other: ProliferationSet, boundOfThatTime: number): boolean {
  if (other === set || (set.bound && other.bound)) return false;
  if (sameTime(set.date, other.date)) return boundOfThatTime <= 1;
  if (set.bound || other.bound || set.date === null || other.date === null) return false;
  return Math.abs(daysBetween(other.date.last, set.date.last)) <= SAME_WORK_UP_DAYS;
}

const gradeOf = (level: number): string => `G${level}`;
const factsOf = (set: ProliferationSet): Fact[] => PARAMETERS.filter((p) => set[p].length > 0);

/** GR-13: the newest set stands as a set; whatever it overrules is said. */
export function standingProliferation(picture: ClinicalPicture): Proliferation {
  const primary = picture.proliferation.filter((s) => s.site === 'primary' && (s.ki67.length > 0 || s.mitoses.length > 0));
  const found: Proliferation = { ki67: null, mitoses: null, chosen: primary.length > 1, conflicts: [], notices: [] };
  const newestFirst = primary.filter(isReadable).sort((a, b) => compareWindows(b.date, a.date) || byKey(a, b));
  const [newest] = newestFirst;
  if (newest !== undefined) {
    const ofThatTime = newestFirst.filter((s) => sameTime(s.date, newest.date));
    const bound = ofThatTime.filter((s) => s.bound).length;
    const standing = [...ofThatTime].sort(higherFirst)[0]!;
    for (const p of PARAMETERS) found[p] = standingOf(p, standing, newestFirst, bound);
    for (const p of PARAMETERS) dropWhereNewerIsUnreadable(p, found, primary, standing);
    found.conflicts.push(...overruled(standing, ofThatTime, newestFirst, found));
  } else {
    for (const p of PARAMETERS) dropWhereNewerIsUnreadable(p, found, primary, null);
  }
  metastasisHigher(picture, found);
  return found;
}

function standingOf(parameter: Parameter, set: ProliferationSet, newestFirst: readonly ProliferationSet[], boundOfThatTime: number): Standing | null {
  const own = standingIn(set, parameter);
  if (own !== null || set[parameter].length > 0) return own;
  for (const other of newestFirst) {
    const filled = mayComplete(set, other, boundOfThatTime) ? standingIn(other, parameter) : null;
    if (filled !== null) return filled;
  }
  return null;
}

function overruled(standing: ProliferationSet, ofThatTime: readonly ProliferationSet[], all: readonly ProliferationSet[], found: Proliferation): Conflict[] {
  const now = reach(found.ki67?.value ?? null, found.mitoses?.value ?? null);
  const conflicts: Conflict[] = [];
  for (const other of all) {
    const then = reachOf(other);
    if (other !== standing && ofThatTime.includes(other)) {
      const onlyCompletes = [found.ki67, found.mitoses].some((p) => p?.specimen === other.specimen) && !PARAMETERS.some((p) => other[p].length > 0 && standing[p].length > 0);
      if (!onlyCompletes && now.most > 0 && (then.most < now.least || then.least > now.most)) {
        const [lower, higher] = then.most < now.least ? [then.most, now.least] : [now.most, then.least];
        conflicts.push(conflict('same-day-results-differ', 'GR-13', factsOf(other), { lower: gradeOf(lower), higher: gradeOf(higher) }));
      }
    } else if (then.least > now.most) {
      conflicts.push(conflict('older-grade-higher', 'GR-13', factsOf(other), { older: gradeOf(then.least), ...(now.most === 0 || now.least !== now.most || found.ki67 === null ? {} : { newer: gradeOf(now.most) }), ...(other.date === null ? {} : { date: other.date.last }) }));
    }
  }
  return conflicts;
}

/** A newer result that cannot be read leaves its parameter unknown; the older value is evidence only. */
function dropWhereNewerIsUnreadable(parameter: Parameter, found: Proliferation, primary: readonly ProliferationSet[], standing: ProliferationSet | null): void {
  const unreadable = primary.filter((s) => s[parameter].some(isUnreadable) && (standing === null || s === standing || compareWindows(s.date, standing.date) > 0));
  if (unreadable.length === 0) return;
  const stillReadable = unreadable.every((s) => s === standing && valuesOf(s[parameter]).length > 0 && !isNewerUnreadableWithin(s, parameter));
  // An unreadable result that is not newer takes nothing away; it is among the rejected ones.
  if (stillReadable) return;
  found[parameter] = null;
  found.notices.push(notice('newer-result-unreadable', 'GR-13', 'warning', [parameter], { fact: parameter }));
}

/** Within one set: was the unreadable result recorded after every readable one? */
function isNewerUnreadableWithin(set: ProliferationSet, parameter: Parameter): boolean {
  const newestReadable = valuesOf(set[parameter]).reduce<DateWindow | null>((newest, { date }) => (compareWindows(date, newest) > 0 ? date : newest), null);
  return set[parameter].some((r) => isUnreadable(r) && r.date !== null && compareWindows(r.date, newestReadable) > 0);
}

function metastasisHigher(picture: ClinicalPicture, found: Proliferation): void {
  const metastasis = top(picture.proliferation.filter((s) => s.site === 'metastasis').flatMap((s) => valuesOf(s.ki67)), KI67_EDGES);
  if (metastasis === null || found.ki67 === null || isHigher(metastasis, found.ki67.value) !== 'yes') return;
  found.notices.push(notice('metastasis-ki67-higher', 'GR-13', 'warning', ['metastasis.ki67', 'ki67'], { metastasis: asText(metastasis), primary: asText(found.ki67.value) }));
}

/** An interval as a reader writes it. */
export function asText(m: Measured): string {
  if (m.low === m.high) return String(m.low);
  if (m.low === 0) return `${m.highOpen ? '<' : '≤'}${m.high}`;
  if (!Number.isFinite(m.high)) return `${m.lowOpen ? '>' : '≥'}${m.low}`;
  return `${m.low}–${m.high}`;
}
