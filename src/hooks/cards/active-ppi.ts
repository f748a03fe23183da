/** An acid suppressant that is being taken: contraindicated in principle in type I (SC-1), left alone while the type is open (SC-8). */
import type { Card } from '../wire';
import { type CardContext, cardOf, REASONS_AGAINST, REASONS_ASKING } from './card';
import { escaped, plain } from './markdown';
import { spokenName } from './named';
import { dataSection, paragraphs, section } from './sections';
import { briefly } from './summary-line';

export function activeAcidSuppressantCard(context: CardContext): Card | null {
  const { words, conclusion, mapped } = context;
  const active = mapped.picture.activeDrugs.filter(({ drug }) => drug === 'ppi' || drug === 'p-cab');
  if (active.length === 0) return null;
  const against = conclusion.recommendations.find((one) => one.code === 'avoid-ppi');
  const keep = conclusion.recommendations.find((one) => one.code === 'keep-ppi-unchanged');
  const found = against ?? keep;
  if (found === undefined) return null;
  const names = [...new Set(active.map(({ name, drug }) => spokenName(name, [drug], words)))];
  const drugs = briefly(words.list(names.map(plain)), words.language);
  const lines = active.map(({ name, drug, resource, textMatch }) => `${escaped(spokenName(name, [drug], words))}${words.parenthesis(escaped(resource))}${textMatch ? words.parenthesis(words.frame.textMatch) : ''}`);
  return cardOf({
    topic: 'activeAcidSuppressant',
    summary: against === undefined ? words.frame.keepPpiSummary({ drugs }) : words.frame.ppiSummary({ drugs }),
    detail: paragraphs([against === undefined ? words.frame.keepPpiDetail : words.frame.avoidPpiDetail, ...section(words.codes.facts.medications, lines, words), ...dataSection(context)]),
    indicator: against === undefined ? 'info' : 'warning',
    rules: [found.rule],
    overrideReasons: against === undefined ? REASONS_ASKING : REASONS_AGAINST,
  }, context);
}
