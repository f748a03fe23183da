/** Rule ids that have words of their own here; a test holds them against the engine's rulebook. */
export const PROGNOSIS_RULE_IDS = ['PR-1', 'PR-2', 'PR-3'] as const;
export type PrognosisRuleId = (typeof PROGNOSIS_RULE_IDS)[number];

export const NEWER_NOTE_IDS = [
  'NW-1', 'NW-2', 'NW-3', 'NW-4', 'NW-5', 'NW-6', 'NW-7', 'NW-8', 'NW-9', 'NW-10', 'NW-11', 'NW-12', 'NW-13', 'NW-14', 'NW-15',
] as const;
export type NewerNoteId = (typeof NEWER_NOTE_IDS)[number];

export const ORDER_RULE_IDS = [
  'OR-1', 'OR-2', 'OR-3', 'OR-4', 'OR-5', 'OR-6', 'OR-7', 'OR-8', 'OR-9', 'OR-10', 'OR-11', 'OR-12', 'OR-13', 'OR-14', 'OR-15', 'OR-16',
] as const;
export type OrderRuleId = (typeof ORDER_RULE_IDS)[number];

export const RULE_IDS = [
  'AP-1', 'AP-2', 'AP-3', 'AP-4',
  'GR-1', 'GR-2', 'GR-3', 'GR-4', 'GR-5', 'GR-6', 'GR-7', 'GR-8', 'GR-9', 'GR-10', 'GR-11', 'GR-12', 'GR-13',
  'TY-1', 'TY-2', 'TY-3', 'TY-4', 'TY-5', 'TY-6', 'TY-7', 'TY-8', 'TY-9', 'TY-10',
  'DX-1', 'DX-2', 'DX-3', 'DX-4', 'DX-5', 'DX-6', 'DX-7', 'DX-8', 'IH-1', 'IH-2', 'ST-1', 'ST-2', 'ST-3', 'ST-4',
  'M1-1', 'M1-2', 'M1-3', 'M1-4', 'M1-5', 'M1-6', 'M1-7', 'M2-1', 'M2-2', 'M2-3', 'M2-4', 'M2-5', 'M2-6', 'M2-7',
  'M3-1', 'M3-2', 'M3-3', 'M3-4', 'M3-5', 'M3-6', 'M3-7', 'M3-8', 'NC-1', 'NC-2', 'NC-3', 'NC-4',
  'MT-1', 'MT-2', 'MT-3', 'MT-4', 'MT-5', 'MT-6', 'MT-7', 'MT-8', 'MT-9', 'MT-10', 'MT-11', 'MT-12', 'MT-13', 'MT-14', 'MT-15', 'MT-16', 'MT-17',
  'MN-1', 'MN-2', 'MN-3', 'MN-4', 'MN-5', 'MN-6', 'MN-7', 'MX-1',
  'SC-1', 'SC-2', 'SC-3', 'SC-4', 'SC-5', 'SC-6', 'SC-7', 'SC-8', 'SU-1', 'SU-2', 'SU-3', 'SU-4', 'SU-5', 'SU-6', 'SU-7', 'SU-8',
  ...PROGNOSIS_RULE_IDS, ...ORDER_RULE_IDS,
] as const;
/** Every permanent rule id of the clinical rules, sections 2 to 12. */
export type RuleId = (typeof RULE_IDS)[number];
