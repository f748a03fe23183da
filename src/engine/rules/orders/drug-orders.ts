/** Draft drugs against the assessment: OR-1, OR-6 to OR-11, OR-13 and OR-16. */
import { isAdvancedNec } from '../management/blocks';
import { beyond, review } from '../management/row';
import { gradeIs, hasCarcinoidSyndrome, hasHypersecretion, isPembrolizumabMarkerMet, isSstrImagingPositive, isSstrPositive, ki67Above, ki67Below } from '../management/situation';
import { all, any, opposite, verdictOf, when } from '../management/verdict';
import type { Verdict } from '../management/verdict';
import { newerBeside } from '../newer-notes';
import { kindIs, typeIs } from './open-questions';
import { asksFor, holdsDrug, isCytotoxic, isPlatinumOrEtoposide, isSomatostatinAnalogue, judged, point } from './order-row';
import type { OrderCase, OrderPoint, OrderRow } from './order-row';

const topic = 'orders';
const isMetastatic = (c: OrderCase): Verdict => verdictOf(c.classified.metastatic, 'metastasis');

function acidSuppressant(c: OrderCase): OrderPoint | null {
  // A recorded hypersecretion makes the acid suppressant part of the treatment, whatever the type.
  if (hasHypersecretion(c).tri === 'yes') return null;
  const helicobacter = c.classified.background['h-pylori'] === 'present' && c.classified.background['atrophic-gastritis'] === 'present' ? ['SC-4'] : [];
  return judged(typeIs(c, 'I'), () => point('against', 'warning', ['SC-1', ...helicobacter]), { restsOn: ['SC-8', 'SC-1', ...helicobacter] });
}

/** MT-6 as OR-6 quotes it: the course is not among its grounds. */
function analogueAsTumourTherapy(c: OrderCase): OrderPoint | null {
  const grounds = any(ki67Above(c, 10), opposite(isSstrPositive(c)));
  // Where the hormones of a gastrinoma are the reason for the drug, MT-6 is not returned.
  const forHormones = hasHypersecretion(c).tri === 'yes';
  const holds = forHormones ? when(false) : all(kindIs(c, 'NET'), isMetastatic(c), grounds, opposite(hasCarcinoidSyndrome(c)), opposite(typeIs(c, 'II')));
  const reasons = [...(ki67Above(c, 10).tri === 'yes' ? ['ki67-above-10'] : []), ...(isSstrPositive(c).tri === 'no' ? ['sstr-negative'] : [])].join(' ');
  return judged(holds, () => point('against', 'warning', ['MT-6'], { about: { reasons } }), { about: { reasons } });
}

function radioligand(c: OrderCase): OrderPoint | null {
  const imaging = isSstrImagingPositive(c);
  if (imaging.tri === 'yes') return null;
  return imaging.tri === 'no' ? point('against', 'warning', ['MT-12', 'MT-11']) : point('first', 'warning', ['MT-12'], { missing: imaging.needs, order: ['sstr-imaging'] });
}

function platinumInNec(c: OrderCase): OrderPoint | null {
  if (c.classified.neoplasm.kind !== 'NEC') return null;
  if (!isAdvancedNec(c)) return point('agrees', 'info', ['NC-2'], { about: { agreement: 'first-choice-of-regimen' } });
  const given = c.picture.priorSystemic.includes('etoposide-platinum');
  const low = c.classified.metastatic === 'yes' ? ki67Below(c, 55) : when(false);
  return point('agrees', 'info', [given ? 'MN-5' : 'MN-2', ...(low.tri === 'yes' ? ['MN-4'] : [])], {
    missing: low.needs, about: { agreement: given ? 'second-line-without-standard' : 'first-choice-of-regimen', ...(low.tri === 'yes' ? { ki67Below: 55 } : {}) },
  });
}

function platinumInNet(c: OrderCase): OrderPoint | null {
  const { kind } = c.classified.neoplasm;
  if (kind === 'NET') return point('against', 'warning', ['GR-11', c.classified.metastatic === 'yes' ? 'MT-13' : 'M3-8']);
  if (kind === 'NET-or-NEC') return point('first', 'warning', ['GR-8', 'GR-11'], { missing: ['differentiation'], order: ['pathology-review'] });
  return judged(kindIs(c, 'NET'), () => point('against', 'warning', ['GR-8', 'GR-11']), { order: ['pathology-review'] });
}

function checkpointInhibitor(c: OrderCase): OrderPoint | null {
  const met = isPembrolizumabMarkerMet(c);
  if (met.tri === 'yes') return null;
  return met.tri === 'no' ? point('against', 'warning', ['MN-6']) : point('first', 'warning', ['MN-6', 'MN-7'], { missing: met.needs, order: ['mmr-msi-tmb-testing'] });
}

export const DRUG_ORDER_ROWS: readonly OrderRow[] = [
  {
    id: 'OR-1', topic, joinsDrafts: false, newer: newerBeside('OR-1'),
    when: 'PPI or P-CAB in type I.', then: 'Warning by SC-1; the order is proposed for removal.',
    because: review('§6.1 R089', 'In principle a PPI is not given in type I, because it drives gastrin further up.'),
    check: (c, order) => (holdsDrug(order, 'ppi', 'p-cab') ? acidSuppressant(c) : null),
  },
  {
    id: 'OR-6', topic, joinsDrafts: true, newer: newerBeside('OR-6'),
    when: 'Somatostatin analogue in metastatic NET with Ki-67 above 10 % or receptor negative, no carcinoid syndrome and not type II.', then: 'Warning by MT-6.',
    because: review('§6.5 R140', 'Outside its limits a somatostatin analogue is not the first-line treatment of the tumour itself.', 'PROMID', 'CLARINET'),
    check: (c, order) => (isSomatostatinAnalogue(order) ? analogueAsTumourTherapy(c) : null),
  },
  {
    id: 'OR-7', topic, joinsDrafts: false, newer: newerBeside('OR-7'),
    when: 'PRRT and no positive somatostatin receptor imaging.', then: 'Warning by MT-12; the imaging is proposed.',
    because: review('§6.5 R147', 'Receptor imaging is indispensable before radioligand therapy.'),
    check: (c, order) => (holdsDrug(order, 'prrt') || asksFor(order, 'prrt') ? radioligand(c) : null),
  },
  {
    id: 'OR-8', topic, joinsDrafts: true, newer: newerBeside('OR-8'),
    when: 'Cytotoxic chemotherapy in NET G1 or G2, M0.', then: 'Warning: not part of the review\'s management.',
    because: review('§6.5 R149', 'Chemotherapy of NET is described for metastatic disease only.', 'CSCO 2021'),
    check: (c, order) => (isCytotoxic(order) ? judged(all(kindIs(c, 'NET'), gradeIs(c, 'G1', 'G2'), opposite(isMetastatic(c))), () => point('against', 'warning', ['MT-13'])) : null),
  },
  {
    id: 'OR-9', topic, joinsDrafts: true, newer: newerBeside('OR-9'),
    when: 'Platinum and/or etoposide in NEC.', then: 'Info: agrees with NC-2 or MN-2; below 55 % in metastatic disease MN-4 is named.',
    because: review('§6.4 R121, §6.6 R161', 'Etoposide with platinum is the first choice in NEC.', 'ESMO 2020', 'CSCO 2021'),
    check: (c, order) => (isPlatinumOrEtoposide(order) ? platinumInNec(c) : null),
  },
  {
    id: 'OR-10', topic, joinsDrafts: false, newer: newerBeside('OR-10'),
    when: 'Pembrolizumab without dMMR / MSI-H and TMB-H; unknown is not met.', then: 'Warning: MN-6 is not met; the test is asked for.',
    because: review('§6.6 R167', 'Pembrolizumab is named for deficient mismatch repair or a high mutational burden.'),
    check: (c, order) => (holdsDrug(order, 'pembrolizumab') ? checkpointInhibitor(c) : null),
  },
  {
    id: 'OR-11', topic, joinsDrafts: false, newer: newerBeside('OR-11'),
    when: 'Everolimus or surufatinib in NEC.', then: 'Warning: stated for NET only.',
    because: review('§6.5 R142 R143', 'Both drugs are described for NET.'),
    check: (c, order) =>
      holdsDrug(order, 'everolimus', 'surufatinib')
        ? judged(kindIs(c, 'NEC'), () => point('against', 'warning', [...(holdsDrug(order, 'surufatinib') ? ['MT-8'] : []), ...(holdsDrug(order, 'everolimus') ? ['MT-9'] : [])]))
        : null,
  },
  {
    id: 'OR-13', topic, joinsDrafts: false, newer: newerBeside('OR-13'),
    when: 'Temozolomide and MGMT unknown.', then: 'Info by IH-2; the test is proposed.',
    because: review('§5.3 R074 R078', 'MGMT repairs what alkylating drugs do and may be stained for before temozolomide.'),
    check: (c, order) => (holdsDrug(order, 'temozolomide') && c.picture.markers.mgmt === 'unknown' ? point('first', 'info', ['IH-2'], { missing: ['markers.mgmt'], order: ['mgmt-test'] }) : null),
  },
  {
    id: 'OR-16', topic, joinsDrafts: true, newer: newerBeside('OR-16'),
    when: 'Platinum and/or etoposide in NET of any grade, or while NET and NEC are not told apart.', then: 'Warning: not by Ki-67 alone; undecided, pathology first.',
    because: beyond('§5.2 R053, §6.3', 'A high Ki-67 does not make a NEC of a NET, so it does not bring etoposide–platinum with it.'),
    check: (c, order) => (isPlatinumOrEtoposide(order) ? platinumInNet(c) : null),
  },
];
