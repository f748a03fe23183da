/** ST-1 to ST-4 in words. */
import { beyond, recordsOf, review } from '../rule-text';

export const STAGE = {
  'ST-1': { when: 'T, N, M or a stage group is recorded.', then: 'Used as recorded; a group that disagrees with T, N and M is a conflict.', because: beyond('data quality', 'The recorded stage is the statement of the treating team.') },
  'ST-2': {
    when: 'A NET without a recorded category.', then: 'T from depth and size, the group from T, N and M, only where every possibility gives the same; never for NEC, MiNEN and undetermined kinds.',
    because: { source: 'AJCC 8' as const, at: 'NET of the stomach', says: 'T1 up to 10 mm within the submucosa, T2 muscularis propria or above 10 mm, T3 subserosa, T4 serosa or beyond; I T1N0M0, II T2–3N0M0, III T4N0M0 or N1, IV M1.', attributedTo: ['AJCC 8'] },
  },
  'ST-3': { when: 'Management asks for T.', then: 'It goes by the depth of invasion, not by size: T2 by size alone is not muscularis propria.', because: review('§6.3', 'T2 is spoken of as invasion of the muscularis propria.', 'CSCO 2021') },
  'ST-4': { when: 'M0 or N0 is recorded against evidence of metastasis or positive nodes.', then: 'Conflict; the higher category stands.', because: beyond('safety', 'Evidence of spread weighs more than a category that may be older.') },
} as const;
export const STAGE_RULES = recordsOf('stage', STAGE);
