/** The shape of an order check: what one draft order meets, and what is said about it (clinical rules, section 12). */
import type { About, OrderFinding, SurveillancePart } from '../../assessment';
import type { RuleRecord } from '../../citation';
import type { Act, Drug, Fact, RecommendationCode } from '../../vocabulary';
import type { OrderFacts } from '../../picture';
import type { Situation } from '../management/situation';
import type { Verdict } from '../management/verdict';

/** The patient and the surveillance window the orders are judged against. */
export interface OrderCase extends Situation { readonly surveillance: SurveillancePart }

type Stance = OrderFinding['points'][number]['stance'];

/** What a check says of one draft. */
export interface OrderPoint {
  stance: Stance;
  indicator: OrderFinding['indicator'];
  missing: readonly Fact[];
  about: About;
  /** Rules it rests on, beside its own id. */
  restsOn: readonly string[];
  /** What would be better ordered first. */
  order: readonly RecommendationCode[];
  window: OrderFinding['window'];
}

/** A check: null when the order does not concern it, or fits (OR-14). */
export interface OrderRow extends RuleRecord {
  /** Drafts of one regimen that this check speaks of become one finding. */
  joinsDrafts: boolean;
  check: (c: OrderCase, order: OrderFacts) => OrderPoint | null;
}

/** A point with its defaults. */
export const point = (stance: Stance, indicator: OrderPoint['indicator'], restsOn: readonly string[], more: Partial<OrderPoint> = {}): OrderPoint =>
  ({ stance, indicator, restsOn, missing: [], about: {}, order: [], window: null, ...more });

/** A condition as a point: firm when it holds, `info` with what is missing while it is undecided, nothing when it does not. */
export function judged(holds: Verdict, firm: () => OrderPoint, open: Partial<OrderPoint> = {}): OrderPoint | null {
  if (holds.tri === 'no') return null;
  const said = firm();
  return holds.tri === 'yes' ? said : point('undecided', 'info', said.restsOn, { missing: holds.needs, ...open });
}

/** Does the order hold one of these drugs? */
export const holdsDrug = (order: OrderFacts, ...wanted: readonly Drug[]): boolean => order.drugs.some((drug) => wanted.includes(drug));

/** Is one of these acts ordered? */
export const asksFor = (order: OrderFacts, ...wanted: readonly Act[]): boolean => order.acts.some((act) => wanted.includes(act));

/** Resections by the surgeon (an endoscopic one is none). */
export const isGastricSurgery = (order: OrderFacts): boolean => asksFor(order, 'radical-gastrectomy', 'local-excision', 'surgery-unspecified');

export const isSomatostatinAnalogue = (order: OrderFacts): boolean => holdsDrug(order, 'octreotide', 'lanreotide', 'pasireotide');
export const isPlatinumOrEtoposide = (order: OrderFacts): boolean => holdsDrug(order, 'cisplatin', 'carboplatin', 'etoposide');
export const isCytotoxic = (order: OrderFacts): boolean =>
  isPlatinumOrEtoposide(order) || holdsDrug(order, 'irinotecan', 'temozolomide', 'capecitabine', 'fluorouracil', 'oxaliplatin', 'streptozocin');
