/** Which surveillance row fits (clinical rules, section 10): the ordered table made one without order, gap or overlap. */
import { compareWindows } from '../dates';
import type { DoneAct } from '../picture';
import { decisionTable } from '../table';
import { review, beyond } from './management/row';
import { actionableType, hasM14Feature } from './management/situation';
import type { Situation } from './management/situation';

const CLEAR = ['local-clear', 'radical-clear', 'unspecified-clear'] as const;
const MARGIN_UNKNOWN = ['local-open', 'radical-open', 'unspecified-open'] as const;

/**
 * `group`: the tumour, `open` where kind or type is not settled. `spread`: distant metastasis of the gastric tumour.
 * `treated`: the resection that counts and its margin (`clear` R0/R1, `open` unknown, `left-tumour` R2 or palliative).
 * `inPlace`: recorded unresectable or surgery declined, with no resection on record.
 */
const DIMENSIONS = {
  group: ['I', 'I-with-feature', 'II', 'III', 'NEC', 'MiNEN', 'open'],
  spread: ['metastatic', 'not-known'],
  treated: ['none', 'endoscopic', ...CLEAR, ...MARGIN_UNKNOWN, 'left-tumour'],
  inPlace: ['yes', 'no'],
} as const;

export type SurveillanceRule = 'SU-1' | 'SU-2' | 'SU-3' | 'SU-4' | 'SU-5' | 'SU-6';

const NOT_LEFT = ['none', 'endoscopic', ...CLEAR, ...MARGIN_UNKNOWN] as const;
const LOCAL = { spread: ['not-known'] } as const;
const OPERABLE = { ...LOCAL, inPlace: ['no'] } as const;

export const SURVEILLANCE_TABLE = decisionTable<typeof DIMENSIONS, SurveillanceRule>('surveillance', DIMENSIONS, [
  {
    id: 'SU-1', then: 'SU-1',
    when: [
      { spread: ['metastatic'] },
      { ...LOCAL, group: ['I', 'I-with-feature', 'III', 'NEC', 'MiNEN', 'open'], treated: ['left-tumour'] },
      { ...LOCAL, group: ['I-with-feature', 'III', 'NEC', 'MiNEN', 'open'], treated: NOT_LEFT, inPlace: ['yes'] },
    ],
    because: review('§7 R152', 'With metastases, after a palliative operation or with the tumour left in place every two to three months are advised.'),
  },
  {
    id: 'SU-5', then: 'SU-5',
    when: [
      { ...LOCAL, group: ['II'] },
      { ...OPERABLE, group: ['MiNEN'], treated: NOT_LEFT },
      { ...OPERABLE, group: ['III'], treated: ['endoscopic', 'local-clear', 'local-open'] },
    ],
    because: beyond('§7 R107 R117', 'The review states no interval for type II, for type III after a limited resection or for MiNEN.'),
  },
  {
    id: 'SU-2', then: 'SU-2',
    when: [{ ...LOCAL, group: ['I'], treated: CLEAR }, { ...OPERABLE, group: ['I-with-feature', 'NEC'], treated: CLEAR }],
    because: review('§7 R151', 'After surgery with R0 or R1 margins, type I (so printed) and NEC are seen every three to six months for five years and yearly after that.'),
  },
  {
    id: 'SU-4', then: 'SU-4', when: [{ ...OPERABLE, group: ['III'], treated: ['radical-clear'] }],
    because: beyond('§7 R151', 'No interval is stated for a radically operated type III; the schedule of the nearest statement is used and named as such.'),
  },
  {
    id: 'SU-3', then: 'SU-3',
    when: [{ ...LOCAL, group: ['I'], treated: ['none', 'endoscopic'] }, { ...OPERABLE, group: ['I-with-feature'], treated: ['none', 'endoscopic'] }],
    because: review('§7 R150', 'Type I that is watched or treated endoscopically is seen every six to twelve months for five years and yearly after that.'),
  },
  {
    id: 'SU-6', then: 'SU-6',
    when: [
      { ...OPERABLE, group: ['open'], treated: NOT_LEFT },
      { ...OPERABLE, group: ['NEC'], treated: ['none', 'endoscopic', ...MARGIN_UNKNOWN] },
      { ...LOCAL, group: ['I'], treated: MARGIN_UNKNOWN },
      { ...OPERABLE, group: ['I-with-feature'], treated: MARGIN_UNKNOWN },
      { ...OPERABLE, group: ['III'], treated: ['none', 'radical-open', 'unspecified-clear', 'unspecified-open'] },
    ],
    because: beyond('§7', 'Without type, treatment or margin no interval can be chosen.'),
  },
]);

type Bands = Parameters<typeof SURVEILLANCE_TABLE.decide>[0];

const SURGERY = { 'radical-gastrectomy': 'radical', 'local-excision': 'local', 'surgery-unspecified': 'unspecified' } as const;
const isSurgery = (act: DoneAct): act is DoneAct & { act: keyof typeof SURGERY } => act.act in SURGERY;
const leftTumour = (act: DoneAct): boolean => act.margin === 'R2' || act.intent === 'palliative';

/** The latest of these acts; of several on one day the one that left tumour. */
const latest = <A extends DoneAct>(acts: readonly A[]): A | undefined =>
  acts.reduce<A | undefined>((best, act) => {
    if (best === undefined) return act;
    const order = compareWindows(act.date, best.date);
    return order > 0 || (order === 0 && leftTumour(act)) ? act : best;
  }, undefined);

/** Resections of the gastric tumour on record, endoscopic ones included. */
export const resectionsOf = (s: Situation): DoneAct[] => s.picture.acts.filter((act) => act.act === 'endoscopic-resection' || isSurgery(act));

/** Operations (not endoscopic) of the gastric tumour on record. */
export const surgeriesOf = (s: Situation): DoneAct[] => s.picture.acts.filter(isSurgery);

function treatedBy(s: Situation): Bands['treated'] {
  const last = latest(resectionsOf(s));
  if (last === undefined) return 'none';
  if (leftTumour(last)) return 'left-tumour';
  const surgeries = s.picture.acts.filter(isSurgery);
  // A radical operation says most about what is left, whatever smaller act stands beside it.
  const chosen = latest(surgeries.filter(({ act }) => act === 'radical-gastrectomy')) ?? latest(surgeries);
  return chosen === undefined ? 'endoscopic' : `${SURGERY[chosen.act]}-${chosen.margin === 'R0' || chosen.margin === 'R1' ? 'clear' : 'open'}`;
}

function groupOf(s: Situation): Bands['group'] {
  const { kind } = s.classified.neoplasm;
  if (kind === 'NEC' || kind === 'MiNEN') return kind;
  const type = kind === 'NET' ? actionableType(s) : null;
  return type === null ? 'open' : type === 'I' && hasM14Feature(s).tri === 'yes' ? 'I-with-feature' : type;
}

/** The bands of this patient; a type II metastasis counts only when it is recorded to come from the gastric tumour. */
export function surveillanceBands(s: Situation): Bands {
  const group = groupOf(s);
  const treated = treatedBy(s);
  return {
    group, treated,
    spread: s.classified.metastatic === 'yes' && (group !== 'II' || s.picture.metastasis.originRecorded) ? 'metastatic' : 'not-known',
    inPlace: treated === 'none' && (s.picture.unresectable === 'yes' || s.picture.surgeryDeclined === 'yes') ? 'yes' : 'no',
  };
}
