/**
 * Measured numbers and intervals against thresholds, three-valued: an interval that crosses an edge answers `unknown`.
 * An approximate value within 10 % (relative to the edge) of an edge is an interval across it (clinical rules, section 1).
 */
import type { Measured, Tri } from './picture';

/** How near to an edge, relative to the edge, "about x" may lie on either side of it. */
const ABOUT = 0.1;

/** The exact number. */
export const exactly = (n: number): Measured => ({ low: n, high: n, lowOpen: false, highOpen: false, approximate: false });

/** True for a single exact number (after widening, if it was approximate). */
export const isExact = (m: Measured): boolean => m.low === m.high && !m.approximate;

const isNear = (n: number, edge: number): boolean => Number.isFinite(n) && Math.abs(n - edge) * (1 / ABOUT) <= edge;

/** An approximate value made an interval across every edge it is near to; others as they are. The result is no longer `approximate`. */
export function widened(m: Measured, edges: readonly number[]): Measured {
  if (!m.approximate) return m;
  let { low, high, lowOpen, highOpen } = m;
  for (const edge of edges) {
    if (!isNear(m.low, edge) && !isNear(m.high, edge)) continue;
    const down = edge * (1 - ABOUT);
    const up = edge * (1 + ABOUT);
    if (down < low) { low = down; lowOpen = false; }
    if (up > high) { high = up; highOpen = false; }
  }
  return { low, high, lowOpen, highOpen, approximate: false };
}

const against = (m: Measured, edge: number): Measured => (m.approximate ? widened(m, [edge]) : m);

/** Is it `< edge`? */
export function below(m: Measured | null, edge: number): Tri {
  if (m === null) return 'unknown';
  const w = against(m, edge);
  if (w.high < edge || (w.high === edge && w.highOpen)) return 'yes';
  return w.low >= edge ? 'no' : 'unknown';
}

/** Is it `<= edge`? */
export function upTo(m: Measured | null, edge: number): Tri {
  if (m === null) return 'unknown';
  const w = against(m, edge);
  if (w.high <= edge) return 'yes';
  return w.low > edge || (w.low === edge && w.lowOpen) ? 'no' : 'unknown';
}

const opposite = (a: Tri): Tri => (a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'unknown');

/** Is it `> edge`? */
export const above = (m: Measured | null, edge: number): Tri => opposite(upTo(m, edge));

/** Is it `>= edge`? */
export const atLeast = (m: Measured | null, edge: number): Tri => opposite(below(m, edge));

/**
 * One band of a scale; the edge is said in words. The bands of a scale are listed upwards and tile the line:
 * each starts where the one before ends, the last one has neither edge.
 */
export interface Band<Name extends string> { band: Name; below?: number; upTo?: number }

/** The bands a measured value may lie in, upwards; none for null. */
export function bandsOf<Name extends string>(m: Measured | null, scale: readonly Band<Name>[]): Name[] {
  if (m === null) return [];
  const possible: Name[] = [];
  let pastLowerEdge: Tri = 'yes';
  for (const { band, below: b, upTo: u } of scale) {
    const withinUpperEdge: Tri = b !== undefined ? below(m, b) : u !== undefined ? upTo(m, u) : 'yes';
    if (pastLowerEdge !== 'no' && withinUpperEdge !== 'no') possible.push(band);
    pastLowerEdge = opposite(withinUpperEdge);
  }
  return possible;
}

/** The interval of "the highest of these": each end is the highest end. Null for none. */
export function highest(all: readonly Measured[]): Measured | null {
  const [first, ...others] = all;
  return first === undefined ? null : others.reduce(higherOf, first);
}

/** The interval in which the higher of two numbers lies. */
export function higherOf(a: Measured, b: Measured): Measured {
  const lowOf = b.low > a.low || (b.low === a.low && b.lowOpen) ? b : a;
  const highOf = b.high > a.high || (b.high === a.high && a.highOpen) ? b : a;
  return { low: lowOf.low, lowOpen: lowOf.lowOpen, high: highOf.high, highOpen: highOf.highOpen, approximate: a.approximate || b.approximate };
}

/** Is `a` certainly higher than `b`? Intervals that touch or overlap answer `unknown`. */
export function isHigher(a: Measured, b: Measured): Tri {
  if (a.low > b.high || (a.low === b.high && (a.lowOpen || b.highOpen))) return 'yes';
  return a.high <= b.low ? 'no' : 'unknown';
}
