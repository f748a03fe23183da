/**
 * Decision tables: every combination of bands meets exactly one row, with no order and no default row.
 * `audit` proves it by enumeration; lists of rules that may fire side by side are audited for contradictions.
 */
import type { Citation } from './citation';

/** Each dimension with its bands. */
export type Dimensions = Readonly<Record<string, readonly string[]>>;
/** One combination: a band for every dimension. */
export type Bands<D extends Dimensions> = { readonly [K in keyof D]: D[K][number] };
/** A block of combinations: the bands it covers per dimension; a dimension left out is covered whole. */
export type Box<D extends Dimensions> = { readonly [K in keyof D]?: readonly D[K][number][] };

/** A row is a sentence: when (any of these boxes), then, because. */
export interface Row<D extends Dimensions, Then> { id: string; when: readonly Box<D>[]; then: Then; because: Citation }

export interface DecisionTable<D extends Dimensions, Then> {
  name: string;
  dimensions: D;
  rows: readonly Row<D, Then>[];
  /** The one row that this combination meets. Throws when the table has a gap there, which its audit excludes. */
  decide(bands: Bands<D>): Row<D, Then>;
}

const covers = <D extends Dimensions>(when: readonly Box<D>[], bands: Bands<D>): boolean =>
  when.some((box) => {
    for (const name in box) {
      const covered: readonly string[] | undefined = box[name];
      if (covered !== undefined && !covered.includes(bands[name] as string)) return false;
    }
    return true;
  });

/** Every combination of the dimensions, the last dimension changing fastest. */
export function everyCombination<D extends Dimensions>(dimensions: D): Bands<D>[] {
  let all: Record<string, string>[] = [{}];
  for (const [name, bands] of Object.entries(dimensions)) all = all.flatMap((soFar) => bands.map((band) => ({ ...soFar, [name]: band })));
  // Sound: each record got one band of every dimension just above.
  return all as Bands<D>[];
}

/** Builds a table and its index, so that a decision is one look-up. */
export function decisionTable<D extends Dimensions, Then>(name: string, dimensions: D, rows: readonly Row<D, Then>[]): DecisionTable<D, Then> {
  const names = Object.keys(dimensions);
  const rowAt = everyCombination(dimensions).map((bands) => rows.find((row) => covers(row.when, bands)));
  return {
    name, dimensions, rows,
    decide(bands) {
      let index = 0;
      for (const dimension of names) {
        const scale = dimensions[dimension]!;
        index = index * scale.length + scale.indexOf(bands[dimension]!);
      }
      const row = rowAt[index];
      if (row === undefined) throw new Error(`decision table "${name}" has no row for ${JSON.stringify(bands)}`);
      return row;
    },
  };
}

/** What is wrong with a table: combinations without a row, with several rows, and rows that are never met. */
export interface TableAudit<D extends Dimensions> { gaps: Bands<D>[]; overlaps: { bands: Bands<D>; rows: string[] }[]; idle: string[] }

/** Enumerates every combination; a sound table has no gap, no overlap and no idle row. */
export function audit<D extends Dimensions, Then>(table: DecisionTable<D, Then>): TableAudit<D> {
  const met = new Set<string>();
  const found: TableAudit<D> = { gaps: [], overlaps: [], idle: [] };
  for (const bands of everyCombination(table.dimensions)) {
    const rows = table.rows.filter((row) => covers(row.when, bands)).map((row) => row.id);
    for (const id of rows) met.add(id);
    if (rows.length === 0) found.gaps.push(bands);
    if (rows.length > 1) found.overlaps.push({ bands, rows });
  }
  found.idle = table.rows.map((row) => row.id).filter((id) => !met.has(id));
  return found;
}

/** Two rows of a list that fire together although what they say may not stand side by side. */
export interface Clash<D extends Dimensions> { bands: Bands<D>; rows: [string, string] }

/** Enumerates every combination and names the rows that fire together and `oppose` each other; a sound list has none. */
export function auditList<D extends Dimensions, Then>(dimensions: D, rows: readonly Row<D, Then>[], oppose: (one: Then, other: Then) => boolean): Clash<D>[] {
  const clashes: Clash<D>[] = [];
  for (const bands of everyCombination(dimensions)) {
    const firing = rows.filter((row) => covers(row.when, bands));
    firing.forEach((one, i) => {
      for (const other of firing.slice(i + 1)) if (oppose(one.then, other.then)) clashes.push({ bands, rows: [one.id, other.id] });
    });
  }
  return clashes;
}
