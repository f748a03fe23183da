/** What management asks of a classified picture, each question answered as a verdict (clinical rules, section 8). */
import type { Classified } from '../../classification';
import { above, atLeast, below, upTo } from '../../measured';
import type { ClinicalPicture } from '../../picture';
import type { ClinicalType, Fact, Grade } from '../../vocabulary';
import { NO, YES, all, any, opposite, verdictOf, waitsFor, when } from './verdict';
import type { Verdict } from './verdict';

/** One patient on one day (`asOf`, `YYYY-MM-DD`), as the rows of section 8 see it. */
export interface Situation { readonly picture: ClinicalPicture; readonly classified: Classified; readonly asOf: string }

/** Lesion size against an edge in mm. */
export const sizeBelow = (s: Situation, mm: number): Verdict => verdictOf(below(s.picture.sizeMm, mm), 'size');
export const sizeUpTo = (s: Situation, mm: number): Verdict => verdictOf(upTo(s.picture.sizeMm, mm), 'size');
export const sizeAtLeast = (s: Situation, mm: number): Verdict => verdictOf(atLeast(s.picture.sizeMm, mm), 'size');

/** Ki-67 of the primary against an edge in percent. */
export const ki67UpTo = (s: Situation, percent: number): Verdict => verdictOf(upTo(s.classified.ki67Percent, percent), 'ki67');
export const ki67Above = (s: Situation, percent: number): Verdict => verdictOf(above(s.classified.ki67Percent, percent), 'ki67');
export const ki67AtLeast = (s: Situation, percent: number): Verdict => verdictOf(atLeast(s.classified.ki67Percent, percent), 'ki67');
export const ki67Below = (s: Situation, percent: number): Verdict => verdictOf(below(s.classified.ki67Percent, percent), 'ki67');

/** Muscularis propria or deeper, by depth and never by size (ST-3). */
export function isDeep({ classified: { depth } }: Situation): Verdict {
  return depth === null ? waitsFor('invasion') : when(depth !== 'mucosa' && depth !== 'submucosa');
}

/** Regional nodes positive. */
export const hasNodes = (s: Situation): Verdict => verdictOf(s.classified.nodesPositive, 'nodes');

/** The "M1-4 feature": muscularis propria or deeper, or nodes positive. */
export const hasM14Feature = (s: Situation): Verdict => any(isDeep(s), hasNodes(s));

/** Which count would settle the grade: the ones not known, else the ones whose reading leaves it open. */
function gradeWaitsFor(s: Situation): Verdict {
  const { grade } = s.classified;
  const needs: Fact[] = [];
  if (grade.by.ki67 === null || s.picture.textMatched.includes('ki67')) needs.push('ki67');
  if (grade.by.mitoses === null || s.picture.textMatched.includes('mitoses')) needs.push('mitoses');
  // Both read and still open: a text match or a count without its denominator (GR-2), which a second reading settles.
  return needs.length > 0 ? waitsFor(...needs) : waitsFor('ki67', 'mitoses');
}

/**
 * Is the grade one of these? A provisional or indeterminate grade answers only if all its candidates agree;
 * a grade that is only reported never answers `yes` (GR-4: management that hangs on it is conditional).
 */
export function gradeIs(s: Situation, ...wanted: readonly Grade[]): Verdict {
  const { value, status, candidates } = s.classified.grade;
  if (status === 'established' && value !== null) return when(wanted.includes(value));
  if (status === 'as-reported' && value !== null) return wanted.includes(value) ? gradeWaitsFor(s) : NO;
  // A contradiction is settled by pathology, not by another count.
  if (status === 'contradictory') return waitsFor('histology');
  if (candidates.length === 0) return gradeWaitsFor(s);
  if (candidates.every((g) => wanted.includes(g))) return YES;
  return candidates.some((g) => wanted.includes(g)) ? gradeWaitsFor(s) : NO;
}

/** No single grade can be named at all. */
export const gradeIsUnknown = (s: Situation): boolean => s.classified.grade.value === null;

/** Evidence that the type is settled well enough to act on: established or probable (a provisional one never drives an act). */
export function actionableType(s: Situation): ClinicalType | null {
  const { value, status } = s.classified.type;
  return status === 'established' || status === 'probable' ? value : null;
}

/** Carcinoid syndrome. */
export const hasCarcinoidSyndrome = (s: Situation): Verdict => {
  const { carcinoidSyndrome, nonFunctioning } = s.picture.function;
  return carcinoidSyndrome === 'unknown' && nonFunctioning === 'yes' ? NO : verdictOf(carcinoidSyndrome, 'function');
};

/** Gastrinoma hypersecretion; ZES counts as such. */
export function hasHypersecretion(s: Situation): Verdict {
  const { gastrinomaHypersecretion, nonFunctioning } = s.picture.function;
  if (s.classified.background.zes === 'present') return YES;
  return gastrinomaHypersecretion === 'unknown' && nonFunctioning === 'yes' ? NO : verdictOf(gastrinomaHypersecretion, 'function');
}

export const isFunctioning = (s: Situation): Verdict => any(hasCarcinoidSyndrome(s), hasHypersecretion(s));

/** Somatostatin receptors: positive in imaging or IHC; one recorded negative and none positive is negative. */
export function isSstrPositive(s: Situation): Verdict {
  const { 'sstr-imaging': imaging, sstr2 } = s.picture.markers;
  if (imaging === 'positive' || sstr2 === 'positive') return YES;
  return imaging === 'negative' || sstr2 === 'negative' ? NO : waitsFor('markers.sstr-imaging', 'markers.sstr2');
}

export const isSstrImagingPositive = (s: Situation): Verdict => {
  const imaging = s.picture.markers['sstr-imaging'];
  return imaging === 'unknown' ? waitsFor('markers.sstr-imaging') : when(imaging === 'positive');
};

/** Progressive course; stable counts as slow. */
export const isProgressive = (s: Situation): Verdict => (s.picture.course === 'unknown' ? waitsFor('course') : when(s.picture.course === 'progressive'));

/** A systemic therapy was given; none on record is unknown. */
export const hadSystemicTherapy = (s: Situation): Verdict => (s.picture.priorSystemic.length > 0 ? YES : waitsFor('treatment.prior-systemic'));

export const isUnresectable = (s: Situation): Verdict => verdictOf(s.picture.unresectable, 'unresectable');
export const isResectable = (s: Situation): Verdict => opposite(isUnresectable(s));

/** The liver is known to hold metastases. */
export const liverIsInvolved = (s: Situation): boolean => {
  const { sites, extent, liverPattern } = s.picture.metastasis;
  return sites.includes('liver') || extent === 'liver-only' || extent === 'liver-and-extrahepatic' || liverPattern !== null;
};

/** Metastases known outside the liver. */
export const isOutsideLiver = (s: Situation): boolean => {
  const { sites, extent } = s.picture.metastasis;
  return extent === 'extrahepatic' || extent === 'liver-and-extrahepatic' || sites.some((site) => site !== 'liver' && site !== 'unstated');
};

/** Metastases in the liver only: `yes` only when the extent is recorded so. */
export const isLiverOnly = (s: Situation): Verdict =>
  isOutsideLiver(s) ? NO : s.picture.metastasis.extent === 'liver-only' ? YES : waitsFor('metastasis.extent');

/** dMMR / MSI-H or TMB-H. */
export function isPembrolizumabMarkerMet(s: Situation): Verdict {
  const { mmrMsi, tmb } = s.picture;
  return any(
    mmrMsi === 'unknown' ? waitsFor('markers.mmr-msi') : when(mmrMsi === 'deficient'),
    tmb === 'unknown' ? waitsFor('markers.tmb') : when(tmb === 'high'),
  );
}

/** No nodes on endoscopic ultrasound and none on other imaging: both are asked for. */
export const isNodeFreeOnBoth = (s: Situation): Verdict => {
  const { eus, imaging } = s.picture.nodes;
  return all(
    when(hasNodes(s).tri !== 'yes'),
    eus === null ? waitsFor('nodes.eus') : when(eus === 'negative'),
    imaging === null ? waitsFor('nodes.imaging') : when(imaging === 'negative'),
  );
};
