/** NET with distant metastasis (clinical rules, section 8.5): systemic treatment, MT-5 to MT-15. */
import { review, row } from './row';
import type { Row } from './row';
import {
  actionableType, gradeIs, hadSystemicTherapy, hasCarcinoidSyndrome, hasHypersecretion, isFunctioning, isProgressive, isSstrImagingPositive, isSstrPositive, isUnresectable, ki67Above, ki67UpTo,
} from './situation';
import type { Situation } from './situation';
import { NO, all, any, opposite, verdictOf, when } from './verdict';
import type { Verdict } from './verdict';

const topic = 'management-metastatic-net';

/** Why a somatostatin analogue is no first-line antitumour therapy here, as words for a card. */
function ssaReasons(s: Situation): string[] {
  return [
    ...(ki67Above(s, 10).tri === 'yes' ? ['ki67-above-10'] : []),
    ...(isSstrPositive(s).tri === 'no' ? ['sstr-negative'] : []),
    ...(isProgressive(s).tri === 'yes' ? ['progressive'] : []),
  ];
}

/** The drug is due for hormone symptoms or to hold down a gastrinoma (MT-10, MT-14, MT-15, M2-4, M2-7), whatever it does to the tumour. */
const ssaIsForSymptoms = (s: Situation): Verdict =>
  any(isFunctioning(s), actionableType(s) === 'II' ? any(isUnresectable(s), verdictOf(s.picture.surgeryDeclined, 'surgeryDeclined')) : NO);

/** Acid control belongs to a gastrinoma and never to type I, where SC-1 speaks against a PPI; only a recorded hypersecretion overrides that. */
const needsAcidControl = (s: Situation): Verdict => {
  const hypersecretion = hasHypersecretion(s);
  return hypersecretion.tri === 'unknown' && actionableType(s) === 'I' ? NO : hypersecretion;
};

const prrtLevel = (s: Situation): string => {
  const low = gradeIs(s, 'G1', 'G2').tri;
  return low === 'yes' ? 'II' : low === 'no' ? 'III' : 'II-III';
};

export const SYSTEMIC_ROWS: readonly Row[] = [
  row({
    id: 'MT-5', topic, when: 'Slow-growing (or stable), Ki-67 up to and including 10 %, somatostatin receptor positive in imaging or IHC.',
    holds: (s) => all(opposite(isProgressive(s)), ki67UpTo(s, 10), isSstrPositive(s)),
    codes: [{ code: 'somatostatin-analogue', strength: 'recommended' }],
    because: review('§6.5 R140', 'Somatostatin analogues come first in slow-growing, receptor-positive tumours with a Ki-67 up to 10 %.', 'PROMID', 'CLARINET'),
  }),
  row({
    id: 'MT-6', topic, when: 'Ki-67 above 10 %, or receptor negative, or progressive; where the drug is due for symptoms only a notice.',
    holds: (s) => when(ssaReasons(s).length > 0),
    codes: [{ code: 'somatostatin-analogue', strength: 'not-recommended', only: (s) => opposite(ssaIsForSymptoms(s)), about: (s) => ({ reasons: ssaReasons(s).join(' ') }) }],
    notices: [
      { code: 'ssa-reason', severity: 'info', facts: ['ki67', 'markers.sstr-imaging', 'course'], if: (s) => ssaIsForSymptoms(s).tri !== 'yes', about: (s) => ({ reasons: ssaReasons(s).join(' ') }) },
      { code: 'ssa-for-symptoms-only', severity: 'info', facts: ['function'], if: (s) => ssaIsForSymptoms(s).tri === 'yes', about: (s) => ({ reasons: ssaReasons(s).join(' ') }) },
    ],
    because: review('§6.5 R140', 'Outside those three limits somatostatin analogues are not the first-line treatment of the tumour itself.', 'PROMID', 'CLARINET'),
  }),
  row({
    id: 'MT-7', topic, when: 'Well differentiated, other drugs failed or unsuitable (a systemic therapy on record).', holds: hadSystemicTherapy,
    codes: [{ code: 'interferon-alfa', strength: 'consider' }],
    because: review('§6.5 R141', 'Interferon alfa is left for well differentiated tumours when other drugs fail or do not suit.'),
  }),
  row({
    id: 'MT-8', topic, when: 'G1 or G2 and progressive.', holds: (s) => all(gradeIs(s, 'G1', 'G2'), isProgressive(s)),
    codes: [{ code: 'surufatinib', strength: 'recommended', about: () => ({ level: 'I' }) }],
    because: review('§6.5 R142', 'Surufatinib more than doubled progression-free survival against placebo in progressive extrapancreatic NET.', 'CSCO 2021', 'SANET-ep'),
  }),
  row({
    id: 'MT-9', topic, when: 'Progressive and non-functioning.', holds: (s) => all(isProgressive(s), opposite(isFunctioning(s))),
    codes: [{ code: 'everolimus', strength: 'recommended' }],
    because: review('§6.5 R143', 'Everolimus is for progressive non-functioning extrapancreatic NET.'),
  }),
  row({
    id: 'MT-10', topic, when: 'Functioning.', holds: isFunctioning,
    codes: [{ code: 'somatostatin-analogue', strength: 'consider' }, { code: 'everolimus', strength: 'consider' }],
    because: review('§6.5 R144', 'In functioning tumours everolimus may be given together with a somatostatin analogue.'),
  }),
  row({
    id: 'MT-11', topic, when: 'Somatostatin receptor imaging is positive.', holds: isSstrImagingPositive,
    codes: [{ code: 'prrt', strength: 'consider', about: (s) => ({ level: prrtLevel(s) }) }],
    because: review('§6.5 R145 R146 R148', 'Radioligand therapy is level II in G1 and G2 and level III in G3; marrow, kidneys and liver are watched.', 'CSCO 2021'),
  }),
  row({
    id: 'MT-12', topic, when: 'Somatostatin receptor imaging is missing.', holds: (s) => when(s.picture.markers['sstr-imaging'] === 'unknown'),
    codes: [{ code: 'sstr-imaging', strength: 'recommended' }],
    because: review('§6.5 R147', 'Receptor imaging is indispensable before radioligand therapy.'),
  }),
  row({
    id: 'MT-13', topic, when: 'A systemic therapy on record, Ki-67 above 10 %, or progressive.', holds: (s) => any(hadSystemicTherapy(s), ki67Above(s, 10), isProgressive(s)),
    codes: [{ code: 'chemotherapy', strength: 'consider', about: () => ({ level: 'III' }) }],
    because: review('§6.5 R149', 'Chemotherapy (CAPTEM, streptozocin-based, FOLFOX) is level III when other treatment failed, Ki-67 is higher or the tumour clearly progresses.', 'CSCO 2021'),
  }),
  row({
    id: 'MT-14', topic, when: 'Carcinoid syndrome.', holds: hasCarcinoidSyndrome, codes: [{ code: 'somatostatin-analogue', strength: 'recommended' }],
    because: review('§6.5 R14A R14B', 'Long-acting somatostatin analogues control the symptoms; the dose is raised when they do not.'),
  }),
  row({
    id: 'MT-15', topic, when: 'The gastrinoma hypersecretes.', holds: needsAcidControl,
    codes: [{ code: 'ppi-high-dose', strength: 'recommended' }, { code: 'somatostatin-analogue', strength: 'consider' }],
    because: review('§6.5b R106', 'Gastrinoma hyperacidity needs a high PPI dose, usually in two daily portions, and may be helped by a somatostatin analogue.'),
  }),
];

