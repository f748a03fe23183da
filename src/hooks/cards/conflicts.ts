/** Contradictions in the record, named side by side, for someone to settle. */
import type { ApplicableConclusion, ConflictCode } from '../../engine';
import type { Card } from '../wire';
import { type CardContext, cardOf } from './card';
import { conflictLines, dataSection, factList, paragraphs, section } from './sections';

/** Contradictions that change how the patient would be treated. */
const SAFETY: ReadonlySet<ConflictCode> = new Set<ConflictCode>([
  'recorded-grade-differs', 'poor-differentiation-low-proliferation', 'differentiation-against-histology', 'older-grade-higher', 'same-day-results-differ', 'atrophic-with-normal-gastrin',
  'gastrinoma-with-normal-gastrin', 'two-backgrounds', 'background-both', 'recorded-type-differs', 'recorded-m0-evidence-m1', 'recorded-n0-evidence-n1', 'differential-against-differentiation',
]);

export const isSafetyConflict = (conflict: ApplicableConclusion['conflicts'][number]): boolean => SAFETY.has(conflict.code);

export function conflictsCard(context: CardContext): Card | null {
  const { conflicts } = context.conclusion;
  if (conflicts.length === 0) return null;
  const { words } = context;
  return cardOf({
    topic: 'contradiction',
    summary: words.frame.conflictsSummary({ facts: factList(conflicts.flatMap((conflict) => conflict.facts), words) }),
    detail: paragraphs([...section(words.frame.sections.conflicts, conflictLines(conflicts, words), words), ...dataSection(context)]),
    indicator: conflicts.some(isSafetyConflict) ? 'warning' : 'info',
    rules: conflicts.map((conflict) => conflict.rule),
    overrideReasons: ['data-wrong', 'already-done', 'specialist-decision'],
  }, context);
}
