/**
 * What sections 3 to 7 conclude, and what sections 8 to 14 build on: the seam inside the engine.
 * `rules/grade … rules/stage` produce it; `rules/management …` only read it.
 */
import type { Conflict, DifferentialPart, GradePart, MissingFact, NeoplasmPart, Notice, Recommendation, StagePart, TypePart } from './assessment';
import type { Depth } from './vocabulary';
import type { Measured, Presence, Tri } from './picture';

/** One question's answer with everything it has to say beside it. */
export interface Answer<Part> { part: Part; recommendations: Recommendation[]; missing: MissingFact[]; conflicts: Conflict[]; notices: Notice[] }

export interface Classified {
  neoplasm: NeoplasmPart;
  grade: GradePart;
  type: TypePart;
  differential: DifferentialPart | null;
  stage: StagePart;
  /** The reading that grades the primary (highest of the set that stands, GR-13), null when unknown. Approximate ones already widened. */
  ki67Percent: Measured | null;
  mitosesPer10Hpf: Measured | null;
  /** Highest grade level by numbers alone: is the G3 level reached? */
  g3Level: Tri;
  /** Distant metastasis after ST-4 (evidence beats a recorded M0). */
  metastatic: Tri;
  /** Regional nodes after ST-4: any of category, EUS, imaging, pathology positive; `no` only when recorded negative. */
  nodesPositive: Tri;
  /** Deepest layer by depth finding, or by a recorded T category where no depth is recorded (ST-3); null unknown. */
  depth: Depth | null;
  /** "M1-4 feature": muscularis propria or deeper, or nodes positive. */
  muscularisOrDeeper: Tri;
  /** Backgrounds as they stand after TY-6 (newest dated finding; contradictory within 12 months counts as unknown here, with a conflict). */
  background: Record<'atrophic-gastritis' | 'pernicious-anaemia' | 'gastrinoma' | 'zes' | 'men1' | 'h-pylori' | 'autoimmune-thyroid' | 'renal-failure', Presence>;
  recommendations: Recommendation[];
  missing: MissingFact[];
  conflicts: Conflict[];
  notices: Notice[];
}
