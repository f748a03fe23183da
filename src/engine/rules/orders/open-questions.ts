/** Kind and type as questions an order check asks: settled, excluded, or waiting for named facts. */
import type { ClinicalType, Fact, Kind } from '../../vocabulary';
import { actionableType } from '../management/situation';
import type { Situation } from '../management/situation';
import { NO, YES, waitsFor } from '../management/verdict';
import type { Verdict } from '../management/verdict';

/** Is the tumour of this kind? `NET-or-NEC` waits for differentiation, an undetermined kind for pathology. */
export function kindIs(s: Situation, wanted: Kind): Verdict {
  const { kind } = s.classified.neoplasm;
  if (kind === wanted) return YES;
  if (kind === 'NET-or-NEC' && (wanted === 'NET' || wanted === 'NEC')) return waitsFor('differentiation');
  return kind === 'undetermined' ? waitsFor(s.picture.differentiation === 'unknown' ? 'differentiation' : 'histology') : NO;
}

/** Can the open type no longer turn out to be this one? */
function isExcluded({ picture, classified: { background } }: Situation, type: ClinicalType): boolean {
  switch (type) {
    case 'I': return background['atrophic-gastritis'] === 'absent' && background['pernicious-anaemia'] === 'absent';
    case 'II': return background.gastrinoma === 'absent' && background.zes === 'absent' && background.men1 === 'absent';
    case 'III': return picture.gastrin.class === 'elevated';
  }
}

/** The facts that would settle an open type. */
function typeWaitsFor({ picture, classified: { background } }: Situation, type: ClinicalType): Verdict {
  const needs: Fact[] = [];
  if (picture.gastrin.class === 'unknown' || picture.gastrin.class === 'unclassified') needs.push('gastrin');
  if (type !== 'II' && background['atrophic-gastritis'] === 'unknown') needs.push('background.atrophic-gastritis');
  if (type === 'II' && background.gastrinoma === 'unknown') needs.push('background.gastrinoma');
  return needs.length > 0 ? waitsFor(...needs) : waitsFor('background');
}

/** Is the type this one (established or probable)? A provisional type waits for differentiation, an undetermined one for gastrin and background. */
export function typeIs(s: Situation, wanted: ClinicalType): Verdict {
  const settled = actionableType(s);
  if (settled !== null) return settled === wanted ? YES : NO;
  const { status, value } = s.classified.type;
  if (status === 'not-applicable') return NO;
  if (status === 'provisional') return value === wanted ? waitsFor('differentiation') : NO;
  return isExcluded(s, wanted) ? NO : typeWaitsFor(s, wanted);
}
