/** The clinical type by gastrin and background: TY-1 to TY-7 as one table without gap or overlap. */
import type { Box } from '../table';
import { decisionTable } from '../table';
import type { ClinicalType } from '../vocabulary';
import { TYPE } from './type-rules';

const PRESENCE = ['present', 'absent', 'unknown'] as const;
export const TYPE_DIMENSIONS = {
  gastrin: ['normal', 'elevated', 'unknown'],
  /** `both`: recorded present and absent within 12 months. */
  atrophic: ['present', 'absent', 'unknown', 'both'],
  pernicious: PRESENCE, gastrinoma: PRESENCE, zes: PRESENCE, men1: PRESENCE,
  lesions: ['solitary', 'other'],
} as const;
type Boxes = readonly Box<typeof TYPE_DIMENSIONS>[];

/** One row's answer; `rule` is the rule that decides. */
export interface TypeOutcome { value: ClinicalType | null; status: 'established' | 'probable' | 'undetermined'; rule: keyof typeof TYPE }

const NOT = ['absent', 'unknown'] as const;
/** Gastrinoma or ZES present, as boxes that do not overlap. */
const GASTRINOMA: Boxes = [{ gastrinoma: ['present'] }, { gastrinoma: NOT, zes: ['present'] }];
const NO_GASTRINOMA = { gastrinoma: NOT, zes: NOT } as const;
/** Atrophic gastritis or pernicious anaemia present, as boxes that do not overlap. */
const AUTOIMMUNE: Boxes = [{ atrophic: ['present'] }, { atrophic: NOT, pernicious: ['present'] }];
const NO_AUTOIMMUNE = { atrophic: NOT, pernicious: NOT } as const;

/** Every pair of boxes of two lists, joined. */
const joined = (these: Boxes, those: Boxes): Boxes => these.flatMap((a) => those.map((b) => ({ ...a, ...b })));
const row = (id: string, rule: keyof typeof TYPE, value: ClinicalType | null, status: TypeOutcome['status'], when: Boxes) => ({ id, when, then: { value, status, rule }, because: TYPE[rule].because });

export const TYPE_TABLE = decisionTable<typeof TYPE_DIMENSIONS, TypeOutcome>('clinical type', TYPE_DIMENSIONS, [
  row('atrophic gastritis both ways', 'TY-6', null, 'undetermined', [{ atrophic: ['both'] }]),
  row('both backgrounds', 'TY-6', null, 'undetermined', joined([{ gastrin: ['elevated', 'unknown'] }], joined(AUTOIMMUNE, GASTRINOMA))),
  row('a background with normal gastrin', 'TY-6', null, 'undetermined', joined([{ gastrin: ['normal'] }], [...AUTOIMMUNE, ...joined([NO_AUTOIMMUNE], [...GASTRINOMA, { ...NO_GASTRINOMA, men1: ['present'] }])])),
  row('atrophic gastritis, raised gastrin', 'TY-1', 'I', 'established', [{ gastrin: ['elevated'], atrophic: ['present'], ...NO_GASTRINOMA }]),
  row('gastrinoma, raised gastrin', 'TY-2', 'II', 'established', joined([{ gastrin: ['elevated'], ...NO_AUTOIMMUNE }], GASTRINOMA)),
  row('MEN1 only, raised gastrin', 'TY-2', 'II', 'probable', [{ gastrin: ['elevated'], atrophic: NOT, ...NO_GASTRINOMA, men1: ['present'] }]),
  row('normal gastrin, no background, certain', 'TY-3', 'III', 'established', [
    { gastrin: ['normal'], atrophic: ['absent'], pernicious: NOT, ...NO_GASTRINOMA, men1: NOT },
    { gastrin: ['normal'], atrophic: ['unknown'], pernicious: NOT, ...NO_GASTRINOMA, men1: NOT, lesions: ['solitary'] },
  ]),
  row('normal gastrin, no background', 'TY-3', 'III', 'probable', [{ gastrin: ['normal'], atrophic: ['unknown'], pernicious: NOT, ...NO_GASTRINOMA, men1: NOT, lesions: ['other'] }]),
  row('pernicious anaemia, raised gastrin', 'TY-4', 'I', 'probable', [{ gastrin: ['elevated'], atrophic: NOT, pernicious: ['present'], ...NO_GASTRINOMA, men1: NOT }]),
  row('atrophic gastritis, gastrin unknown', 'TY-4', 'I', 'probable', [{ gastrin: ['unknown'], atrophic: ['present'], ...NO_GASTRINOMA }]),
  row('pernicious anaemia, gastrin unknown', 'TY-4', 'I', 'probable', [{ gastrin: ['unknown'], atrophic: NOT, pernicious: ['present'], ...NO_GASTRINOMA, men1: NOT }]),
  row('gastrinoma, gastrin unknown', 'TY-4', 'II', 'probable', joined([{ gastrin: ['unknown'], ...NO_AUTOIMMUNE }], GASTRINOMA)),
  row('MEN1 only, gastrin unknown', 'TY-4', 'II', 'probable', [{ gastrin: ['unknown'], atrophic: NOT, ...NO_GASTRINOMA, men1: ['present'] }]),
  row('raised gastrin, no background', 'TY-5', null, 'undetermined', [{ gastrin: ['elevated'], ...NO_AUTOIMMUNE, ...NO_GASTRINOMA, men1: NOT }]),
  row('nothing known', 'TY-7', null, 'undetermined', [{ gastrin: ['unknown'], ...NO_AUTOIMMUNE, ...NO_GASTRINOMA, men1: NOT }]),
]);
