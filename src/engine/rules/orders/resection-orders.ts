/** Draft resections against the assessment: OR-2 to OR-5 and OR-15. */
import type { Fact, RecommendationCode } from '../../vocabulary';
import { eusIsOnRecord, isDone } from '../management/acts-on-record';
import { isAdvancedNec } from '../management/blocks';
import { beyond, review } from '../management/row';
import { actionableType, sizeAtLeast } from '../management/situation';
import { surgeryIsNotDue } from '../management/type-i';
import { allowsEndoscopicResection, isBeyondEndoscopicLimits, needsRadicalSurgery, needsStagingFirst } from '../management/type-iii';
import { all, any, opposite, verdictOf, when } from '../management/verdict';
import type { Verdict } from '../management/verdict';
import { newerBeside } from '../newer-notes';
import { kindIs, typeIs } from './open-questions';
import { asksFor, isGastricSurgery, judged, point } from './order-row';
import type { OrderCase, OrderPoint, OrderRow } from './order-row';

const topic = 'orders';
const isNotMetastatic = (c: OrderCase): Verdict => when(c.classified.metastatic !== 'yes');

/** MN-1 holds: NEC, metastatic or recorded unresectable. */
const isUnderMn1 = (c: OrderCase): Verdict =>
  isAdvancedNec(c) ? when(true) : all(kindIs(c, 'NEC'), any(verdictOf(c.classified.metastatic, 'metastasis'), when(c.picture.unresectable === 'yes')));

const distinct = (...facts: readonly (readonly Fact[])[]): Fact[] => [...new Set(facts.flat())];

/** OR-4 for a type III, or for what may be one. */
function endoscopicResectionInTypeIII(c: OrderCase): OrderPoint | null {
  const type = all(typeIs(c, 'III'), isNotMetastatic(c));
  if (type.tri === 'no') return null;
  const beyondLimits = any(needsRadicalSurgery(c), isBeyondEndoscopicLimits(c));
  const firmRules = [...(needsRadicalSurgery(c).tri === 'yes' ? ['M3-1'] : []), ...(isBeyondEndoscopicLimits(c).tri === 'yes' ? ['M3-6'] : []), 'M3-2'];
  if (beyondLimits.tri === 'yes') return judged(type, () => point('against', 'warning', firmRules));
  const within = allowsEndoscopicResection(c);
  if (needsStagingFirst(c).tri === 'yes') {
    const order = (['eus-staging', 'cross-sectional-imaging'] satisfies RecommendationCode[]).filter((code) => isDone(c, code).tri !== 'yes');
    return point(type.tri === 'yes' ? 'first' : 'undecided', 'info', ['M3-5', 'M3-2'], { missing: distinct(type.needs, within.needs), order });
  }
  const missing = distinct(within.needs, isBeyondEndoscopicLimits(c).needs);
  return missing.length > 0 ? point('undecided', 'info', ['M3-2'], { missing: distinct(type.needs, missing) }) : null;
}

export const RESECTION_ORDER_ROWS: readonly OrderRow[] = [
  {
    id: 'OR-2', topic, joinsDrafts: false, newer: newerBeside('OR-2'),
    when: 'Gastrectomy or surgical resection in type I under M1-5.', then: 'Warning: not recommended.',
    because: review('§6.1 R080', 'Conventional surgery is not advised for the usual small type I lesion.'),
    check: (c, order) => (isGastricSurgery(order) ? judged(all(typeIs(c, 'I'), isNotMetastatic(c), surgeryIsNotDue(c)), () => point('against', 'warning', ['M1-5'])) : null),
  },
  {
    id: 'OR-3', topic, joinsDrafts: false, newer: newerBeside('OR-3'),
    when: 'Surgical resection in NEC under MN-1.', then: 'Critical: contraindicated.',
    because: review('§6.6 R160', 'Unresectable or metastatic NEC is an absolute contraindication to surgery.', 'ESMO 2020'),
    check: (c, order) => (isGastricSurgery(order) || asksFor(order, 'metastasis-resection') ? judged(isUnderMn1(c), () => point('against', 'critical', ['MN-1'])) : null),
  },
  {
    id: 'OR-4', topic, joinsDrafts: false, newer: newerBeside('OR-4'),
    when: 'Endoscopic resection in type III with M3-6 or M3-1; undecided under M3-5.', then: 'Warning: not within M3-2; while undecided, staging first.',
    because: review('§6.3 R114', 'Only a superficial G1 lesion under 1 cm without nodes may be taken out endoscopically.', 'CSCO 2021'),
    check: (c, order) => (asksFor(order, 'endoscopic-resection') ? endoscopicResectionInTypeIII(c) : null),
  },
  {
    id: 'OR-5', topic, joinsDrafts: false, newer: newerBeside('OR-5'),
    when: 'Endoscopic resection in type I of 10 mm or more with no endoscopic ultrasound on record.', then: 'Info: endoscopic ultrasound first.',
    because: review('§6.1 R082', 'From 1 cm on the lesion is staged by endoscopic ultrasound before it is removed.', 'Chinese consensus'),
    check: (c, order) =>
      asksFor(order, 'endoscopic-resection') && actionableType(c) === 'I' && !asksFor(order, 'eus')
        ? judged(all(sizeAtLeast(c, 10), opposite(eusIsOnRecord(c))), () => point('first', 'info', ['M1-3'], { order: ['eus-staging'] }))
        : null,
  },
  {
    id: 'OR-15', topic, joinsDrafts: false, newer: newerBeside('OR-15'),
    when: 'Radical gastrectomy in type III with M3-1.', then: 'Info: agrees; at least 15 nodes.',
    because: review('§6.3 R110 R112', 'The radical operation takes at least 15 regional nodes with it.', 'CSCO 2021'),
    check: (c, order) =>
      asksFor(order, 'radical-gastrectomy') && actionableType(c) === 'III'
        ? judged(all(isNotMetastatic(c), needsRadicalSurgery(c)), () => point('agrees', 'info', ['M3-1'], { about: { nodesAtLeast: 15 } }))
        : null,
  },
];

/** OR-14 says nothing, and the rulebook says so. */
export const FITTING_ORDER = {
  id: 'OR-14', topic, when: 'Any other order, or one that fits the assessment.', then: 'No card.', newer: newerBeside('OR-14'),
  because: beyond('§6', 'An order that fits needs no remark.'),
};
