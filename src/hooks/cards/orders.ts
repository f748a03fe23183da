/** Order checks: one finding, one card; orders that fit the assessment bring none. */
import type { OrderFinding } from '../../engine';
import type { AnyResource } from '../../fhir-mapping';
import type { OpenOrders } from '../suggestions/already-ordered';
import { draftReference, moving, removing } from '../suggestions/changes';
import { workUpSuggestions } from '../suggestions/drafts';
import type { Card, Suggestion } from '../wire';
import type { OrderRuleId } from '../wording/rule-ids';
import { type CardContext, cardOf, REASONS_AGAINST, REASONS_ASKING } from './card';
import { escapedAbout, plain, plainAbout } from './markdown';
import { dataSection, factList, paragraphs } from './sections';
import { briefly } from './summary-line';
import { didNotArrive, mayBeOnRecord } from './unread';

/** A draft of the request as the mapping named it, with the resource the client sent. */
export interface Draft { reference: string; name: string; resource: AnyResource }

/** What stands before the running number of a draft that has no name of its own: never shown. */
export const UNNAMED = 'urn:draft:';

type Point = OrderFinding['points'][number];

export function orderCard(finding: OrderFinding, drafts: ReadonlyMap<string, Draft>, open: OpenOrders, context: CardContext): Card {
  const { words } = context;
  const concerned = finding.orders.flatMap((reference) => drafts.get(reference) ?? []);
  const names = [...new Set(concerned.map((draft) => draft.name))].filter((name) => name !== '');
  const name = names.length === 0 ? finding.orders.filter((one) => !one.startsWith(UNNAMED)).join(', ') || words.frame.thisOrder : words.list(names);
  const points = asFarAsRead(finding.points, context.gathered).sort((a, b) => WEIGHT[b.indicator] - WEIGHT[a.indicator]);
  const [main] = points;
  const agreesOnly = finding.points.every((point) => point.stance === 'agrees');
  const against = finding.points.some((point) => point.stance === 'against');
  const shown = { name, ...finding.window };
  const hPylori = finding.rules.includes('SC-4') ? [`${words.conclusion.notices['h-pylori-regimen-holds-ppi']({})}${words.parenthesis('SC-4')}`] : [];
  const untilTyped = finding.rules.includes('SC-8') ? [`${words.frame.keepPpiDetail}${words.parenthesis('SC-8')}`] : [];
  const late = finding.window !== null && finding.window.latest < context.today ? [words.frame.asSoonAsPossible] : [];
  return cardOf({
    topic: 'orderCheck',
    summary: main === undefined ? plain(name) : headline(main, plainAbout({ ...main.about, ...shown, name: briefly(name, words.language) }), context),
    detail: paragraphs([...points.map((point) => pointText(point, shown, context)), ...untilTyped, ...hPylori, ...late, ...dataSection(context)]),
    indicator: points[0]?.indicator ?? finding.indicator,
    rules: [...points.map((point) => point.rule), ...finding.rules],
    suggestions: suggestionsFor(finding, concerned, name, open, context),
    ...(agreesOnly ? {} : { overrideReasons: against ? REASONS_AGAINST : REASONS_ASKING }),
  }, context);
}

/** Checks that say something else while a fact is unknown than once it speaks against the order. */
const NOT_KNOWN_YET = new Set(['OR-4', 'OR-7', 'OR-10', 'OR-16']);

/** A test that is asked for because its result is not at hand speaks no louder than a remark while results did not arrive. */
const asFarAsRead = (points: readonly Point[], gathered: CardContext['gathered']): Point[] =>
  points.map((point) => (point.stance === 'first' && NOT_KNOWN_YET.has(point.rule) && didNotArrive(gathered, 'observations') ? { ...point, indicator: 'info' } : point));

const WEIGHT = { info: 0, warning: 1, critical: 2 } as const;

function headline(point: Point, about: Point['about'], { words }: CardContext): string {
  const said = words.orders[point.rule as OrderRuleId]; // sound: order findings carry OR ids; a test holds the list
  const open = point.stance === 'undecided' || (point.stance === 'first' && NOT_KNOWN_YET.has(point.rule));
  return open ? said.undecided(about) : said.headline(about);
}

function pointText(point: Point, shown: Point['about'], context: CardContext): string {
  const { words } = context;
  const about = escapedAbout({ ...point.about, ...shown });
  const said = words.orders[point.rule as OrderRuleId]; // sound: as in headline
  const missing = point.missing.length === 0 ? [] : [words.frame.notKnown({ facts: factList(point.missing, words) })];
  return words.join([`**${headline(point, about, context)}**${words.parenthesis([point.rule, ...point.restsOn].join(', '))}`, said.detail(about), ...missing]);
}

function suggestionsFor(finding: OrderFinding, concerned: readonly Draft[], name: string, open: OpenOrders, context: CardContext): Suggestion[] {
  const suggestions: Suggestion[] = [];
  if (finding.remove) {
    const removal = removingAll(concerned, name, context);
    if (removal !== null) suggestions.push(removal);
  }
  if (finding.window !== null) {
    for (const draft of concerned) {
      const moved = moving(draft.resource, draft.name, finding.window, context);
      if (moved !== null) suggestions.push(moved);
    }
  }
  const rule = finding.points[0]?.rule ?? 'OR-14';
  suggestions.push(...workUpSuggestions(finding.order.filter((code) => !mayBeOnRecord(code, context.gathered)).map((code) => ({ code, rule })), open, context));
  return suggestions;
}

/** One suggestion for all drafts of a finding: half a regimen would be wrong. None when one of them cannot be named. */
function removingAll(concerned: readonly Draft[], name: string, { words }: CardContext): Suggestion | null {
  if (concerned.length === 0 || concerned.some((draft) => draftReference(draft.resource) === null)) return null;
  const removals = concerned.flatMap((draft) => removing(draft.resource, draft.name === '' ? name : draft.name, words) ?? []);
  const [first] = removals;
  if (first === undefined) return null;
  return { ...first, label: words.frame.suggestRemove({ name: plain(name) }), actions: removals.flatMap((removal) => removal.actions ?? []) };
}

