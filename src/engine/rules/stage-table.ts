/** AJCC 8 for the gastric NET as two tables: T from depth and size, the group from T, N and M (ST-2, beyond the review). */
import { decisionTable } from '../table';
import type { StageGroup, TCategory } from '../vocabulary';
import { STAGE } from './stage-rules';

const T_DIMENSIONS = { depth: ['within submucosa', 'muscularis propria', 'subserosa', 'serosa or beyond'], size: ['up to 10 mm', 'above 10 mm'] } as const;
const because = STAGE['ST-2'].because;

export const T_TABLE = decisionTable<typeof T_DIMENSIONS, TCategory>('T category', T_DIMENSIONS, [
  { id: 'T1', when: [{ depth: ['within submucosa'], size: ['up to 10 mm'] }], then: 'T1', because },
  { id: 'T2', when: [{ depth: ['within submucosa'], size: ['above 10 mm'] }, { depth: ['muscularis propria'] }], then: 'T2', because },
  { id: 'T3', when: [{ depth: ['subserosa'] }], then: 'T3', because },
  { id: 'T4', when: [{ depth: ['serosa or beyond'] }], then: 'T4', because },
]);

const GROUP_DIMENSIONS = { t: ['T1', 'T2', 'T3', 'T4'], n: ['N0', 'N1'], m: ['M0', 'M1'] } as const;

export const GROUP_TABLE = decisionTable<typeof GROUP_DIMENSIONS, StageGroup>('stage group', GROUP_DIMENSIONS, [
  { id: 'I', when: [{ t: ['T1'], n: ['N0'], m: ['M0'] }], then: 'I', because },
  { id: 'II', when: [{ t: ['T2', 'T3'], n: ['N0'], m: ['M0'] }], then: 'II', because },
  { id: 'III', when: [{ t: ['T4'], n: ['N0'], m: ['M0'] }, { n: ['N1'], m: ['M0'] }], then: 'III', because },
  { id: 'IV', when: [{ m: ['M1'] }], then: 'IV', because },
]);
