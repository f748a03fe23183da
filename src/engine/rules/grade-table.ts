/** The grade by numbers alone: GR-1 to GR-5 as one table over the bands of Ki-67 and mitoses. */
import { bandsOf } from '../measured';
import type { Measured } from '../picture';
import { decisionTable } from '../table';
import { GRADES } from '../vocabulary';
import type { Grade } from '../vocabulary';
import { GRADE } from './grade-rules';
import { KI67_SCALE, MITOSES_SCALE } from './proliferation';

const BANDS = ['G1', 'G2', 'G3', 'unknown'] as const;
const DIMENSIONS = { ki67: BANDS, mitoses: BANDS } as const;

interface LevelOutcome { value: Grade | null; certainty: 'established' | 'provisional' | 'open' | 'none' }
const established = (value: Grade): LevelOutcome => ({ value, certainty: 'established' });
const provisional = (value: Grade): LevelOutcome => ({ value, certainty: 'provisional' });

/** Each pair of bands and the grade level it gives. */
export const LEVEL_TABLE = decisionTable<typeof DIMENSIONS, LevelOutcome>('grade level', DIMENSIONS, [
  { id: 'both G1', when: [{ ki67: ['G1'], mitoses: ['G1'] }], then: established('G1'), because: GRADE['GR-1'].because },
  { id: 'both G2', when: [{ ki67: ['G2'], mitoses: ['G2'] }], then: established('G2'), because: GRADE['GR-1'].because },
  { id: 'both G3', when: [{ ki67: ['G3'], mitoses: ['G3'] }], then: established('G3'), because: GRADE['GR-1'].because },
  { id: 'higher is G2', when: [{ ki67: ['G2'], mitoses: ['G1'] }, { ki67: ['G1'], mitoses: ['G2'] }], then: established('G2'), because: GRADE['GR-3'].because },
  { id: 'higher is G3', when: [{ ki67: ['G3'], mitoses: ['G1', 'G2'] }, { ki67: ['G1', 'G2'], mitoses: ['G3'] }], then: established('G3'), because: GRADE['GR-3'].because },
  { id: 'Ki-67 alone G1', when: [{ ki67: ['G1'], mitoses: ['unknown'] }], then: provisional('G1'), because: GRADE['GR-4'].because },
  { id: 'Ki-67 alone G2', when: [{ ki67: ['G2'], mitoses: ['unknown'] }], then: provisional('G2'), because: GRADE['GR-4'].because },
  { id: 'Ki-67 alone G3', when: [{ ki67: ['G3'], mitoses: ['unknown'] }], then: provisional('G3'), because: GRADE['GR-4'].because },
  { id: 'mitoses alone G2', when: [{ ki67: ['unknown'], mitoses: ['G2'] }], then: provisional('G2'), because: GRADE['GR-4'].because },
  { id: 'mitoses alone G3', when: [{ ki67: ['unknown'], mitoses: ['G3'] }], then: provisional('G3'), because: GRADE['GR-4'].because },
  { id: 'low mitoses alone', when: [{ ki67: ['unknown'], mitoses: ['G1'] }], then: { value: null, certainty: 'open' }, because: GRADE['GR-4'].because },
  { id: 'neither', when: [{ ki67: ['unknown'], mitoses: ['unknown'] }], then: { value: null, certainty: 'none' }, because: GRADE['GR-4'].because },
]);

/**
 * What is known of the G3 level: `none` no number, `low` every known number at or below 20, `high` one above 20,
 * `open` an interval across 20 and none above it.
 */
export type Level = 'none' | 'low' | 'open' | 'high';

export interface GradeByNumbers {
  value: Grade | null;
  certainty: 'established' | 'provisional' | 'open' | 'none';
  candidates: Grade[];
  /** Certainly different grades by the two parameters. */
  discordant: boolean;
  by: { ki67: Grade | null; mitoses: Grade | null };
  known: { ki67: boolean; mitoses: boolean };
  /** Parameters whose interval crosses a threshold (GR-5). */
  crossing: ('ki67' | 'mitoses')[];
  level: Level;
}

const upwardsFrom = (grade: Grade | null): readonly Grade[] => (grade === null ? GRADES : GRADES.slice(GRADES.indexOf(grade)));

/** The grades that an outcome leaves possible: a provisional grade may still rise, never fall. */
export const candidatesOf = (value: Grade | null, certainty: LevelOutcome['certainty']): readonly Grade[] => (certainty === 'established' && value !== null ? [value] : certainty === 'none' ? [] : upwardsFrom(value));

/** GR-1 to GR-5: intervals become sets of bands, and the grade is stated only where every band agrees. Percent; per 10 HPF. */
export function gradeByNumbers(ki67Percent: Measured | null, mitosesPer10Hpf: Measured | null): GradeByNumbers {
  const ki67 = bandsOf(ki67Percent, KI67_SCALE);
  const mitoses = bandsOf(mitosesPer10Hpf, MITOSES_SCALE);
  const outcomes = (ki67.length > 0 ? ki67 : ['unknown' as const]).flatMap((k) => (mitoses.length > 0 ? mitoses : ['unknown' as const]).map((m) => LEVEL_TABLE.decide({ ki67: k, mitoses: m }).then));
  const [first] = outcomes;
  const agree = outcomes.every((o) => o.value === first!.value);
  const certainty = agree ? first!.certainty : 'open';
  const possible = new Set(outcomes.flatMap((o) => candidatesOf(o.value, o.certainty)));
  return {
    value: agree ? first!.value : null, certainty, candidates: GRADES.filter((g) => possible.has(g)),
    discordant: ki67.length > 0 && mitoses.length > 0 && !ki67.some((g) => mitoses.includes(g)),
    by: { ki67: ki67.length === 1 ? ki67[0]! : null, mitoses: mitoses.length === 1 ? mitoses[0]! : null },
    known: { ki67: ki67.length > 0, mitoses: mitoses.length > 0 },
    crossing: [...(ki67.length > 1 ? ['ki67' as const] : []), ...(mitoses.length > 1 ? ['mitoses' as const] : [])],
    level: levelOf(ki67, mitoses),
  };
}

function levelOf(ki67: readonly Grade[], mitoses: readonly Grade[]): Level {
  const known = [ki67, mitoses].filter((bands) => bands.length > 0);
  if (known.length === 0) return 'none';
  if (known.some((bands) => bands.every((g) => g === 'G3'))) return 'high';
  return known.some((bands) => bands.includes('G3')) ? 'open' : 'low';
}
