/** Numbers for the charts, read back from the evidence as it is shown. Only for drawing: nothing is decided here. */
import type { ApplicableAssessment } from '../service';

export type Evidence = ApplicableAssessment['evidence'][number];
export interface Span { low: number; high: number }

/** `15 %`, `<3 %`, `2-5 %`, `≥ 20` as the span it covers up to `ceiling`; null where no number stands. */
export function spanOf(value: string, ceiling: number): Span | null {
  const numbers = value.slice(0, 80).replaceAll(',', '.').match(/\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  const first = numbers[0];
  if (first === undefined) return null;
  const text = value.trimStart();
  if (/^[<≤]/.test(text)) return { low: 0, high: first };
  if (/^[>≥]/.test(text)) return { low: first, high: ceiling };
  const second = /\d\s*%?\s*[-–~～]\s*\d/.test(text) ? numbers[1] : undefined;
  return second === undefined ? { low: first, high: first } : { low: Math.min(first, second), high: Math.max(first, second) };
}

/** Evidence for one fact, newest first. */
export function evidenceFor(assessment: ApplicableAssessment, fact: string): Evidence[] {
  return assessment.evidence.filter((line) => line.fact === fact).sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
}

/** The first and last day a recorded date can be, as time; null where none is recorded. */
export function dayOf(date: string | null): number | null {
  if (date === null) return null;
  const time = Date.parse(date.length === 4 ? `${date}-07-01` : date.length === 7 ? `${date}-15` : date);
  return Number.isNaN(time) ? null : time;
}
