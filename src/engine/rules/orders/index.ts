/** Order checks (clinical rules, section 12): what draft orders meet in this patient, one finding for each draft or regimen. */
import { classify } from '../../classify';
import type { OrderFinding } from '../../assessment';
import type { RuleRecord } from '../../citation';
import type { ClinicalPicture, OrderFacts } from '../../picture';
import { applicability } from '../applicability';
import { recordOf } from '../management/row';
import { surveil } from '../surveillance';
import { DRUG_ORDER_ROWS } from './drug-orders';
import type { OrderCase, OrderPoint, OrderRow } from './order-row';
import { FITTING_ORDER, RESECTION_ORDER_ROWS } from './resection-orders';
import { VISIT_ORDER_ROWS } from './visit-orders';

const number = (id: string): number => Number(id.slice(3));

/** The checks in the order of their ids. */
const ORDER_ROWS: readonly OrderRow[] = [...DRUG_ORDER_ROWS, ...RESECTION_ORDER_ROWS, ...VISIT_ORDER_ROWS].sort((a, b) => number(a.id) - number(b.id));

interface Hit { row: OrderRow; said: OrderPoint }
/** Drafts that are spoken of together, with everything said of them. */
interface Group { orders: string[]; hits: Hit[] }

/** Drafts of one regimen share a finding: those of which the same joining check speaks. */
function grouped(checked: readonly { reference: string; hits: Hit[] }[]): Group[] {
  const groups: Group[] = [];
  const groupOf = new Map<string, Group>();
  for (const { reference, hits } of checked) {
    const joining = hits.filter(({ row }) => row.joinsDrafts).map(({ row }) => row.id);
    let group = joining.map((id) => groupOf.get(id)).find((found) => found !== undefined);
    if (group === undefined) {
      group = { orders: [], hits: [] };
      groups.push(group);
    }
    if (!group.orders.includes(reference)) group.orders.push(reference);
    group.hits.push(...hits);
    for (const id of joining) if (!groupOf.has(id)) groupOf.set(id, group);
  }
  return groups;
}

const union = <T>(lists: readonly (readonly T[])[]): T[] => [...new Set(lists.flat())];
const firmest = (all: readonly OrderFinding['indicator'][]): OrderFinding['indicator'] => (all.includes('critical') ? 'critical' : all.includes('warning') ? 'warning' : 'info');

/** One point per rule: what several drafts of a regimen give alike is said once. */
function pointsOf(hits: readonly Hit[]): OrderFinding['points'] {
  const byRule = new Map<string, OrderFinding['points'][number]>();
  for (const { row, said } of [...hits].sort((a, b) => number(a.row.id) - number(b.row.id))) {
    const before = byRule.get(row.id);
    if (before === undefined) byRule.set(row.id, { rule: row.id, restsOn: [...said.restsOn], stance: said.stance, indicator: said.indicator, missing: [...said.missing], about: { ...said.about } });
    else {
      before.missing = union([before.missing, said.missing]);
      before.restsOn = union([before.restsOn, said.restsOn]);
    }
  }
  return [...byRule.values()];
}

function findingOf({ orders, hits }: Group): OrderFinding {
  const points = pointsOf(hits);
  return {
    orders, points,
    rules: union([points.map(({ rule }) => rule), ...hits.map(({ said }) => said.restsOn)]),
    indicator: firmest(points.map(({ indicator }) => indicator)),
    // An order outside the surveillance window is moved, not removed; an undecided one stays.
    remove: hits.some(({ said }) => said.stance === 'against' && said.window === null),
    order: union(hits.map(({ said }) => said.order)),
    window: hits.find(({ said }) => said.window !== null)?.said.window ?? null,
  };
}

/**
 * Judges draft orders on one day (`asOf`, `YYYY-MM-DD`). Orders that fit, or that no rule speaks of, give nothing (OR-14),
 * and so does a patient of whom the service says nothing (AP-1 to AP-3). Findings keep the order of the drafts.
 */
export function checkOrders(picture: ClinicalPicture, asOf: string, orders: readonly OrderFacts[]): OrderFinding[] {
  if (orders.length === 0 || !applicability(picture).applicable) return [];
  const classified = classify(picture);
  const c: OrderCase = { picture, classified, asOf, surveillance: surveil({ picture, classified, asOf }).part };
  const checked = orders.map((order) => ({
    reference: order.reference,
    hits: ORDER_ROWS.flatMap((row) => {
      const said = row.check(c, order);
      return said === null ? [] : [{ row, said }];
    }),
  }));
  return grouped(checked.filter(({ hits }) => hits.length > 0)).map(findingOf);
}

/** Section 12 as the rulebook prints it. */
export const ORDER_RULES: readonly RuleRecord[] = [...ORDER_ROWS, FITTING_ORDER].map(recordOf).sort((a, b) => number(a.id) - number(b.id));
