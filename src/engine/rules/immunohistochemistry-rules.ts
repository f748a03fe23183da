/** IH-1 and IH-2 in words. */
import { recordsOf, review } from '../rule-text';

export const IMMUNOHISTOCHEMISTRY = {
  'IH-1': {
    when: 'Any pathology of the tumour is on record.', then: 'An epithelial marker, chromogranin A, synaptophysin and Ki-67 are required; the missing ones are listed.',
    because: review('§5.3', 'The basic panel is an epithelial marker, CgA and Syn, and Ki-67 for the grade.'),
  },
  'IH-2': {
    when: 'Where they matter: SSTR2 in metastatic disease, MGMT before temozolomide, INSM1 (with CD200) when CgA and Syn are both negative.', then: 'Suggested.',
    because: review('§5.3', 'SSTR2, MGMT and INSM1 are optional markers; about a quarter of NECs lack both CgA and Syn.'),
  },
} as const;
export const IMMUNOHISTOCHEMISTRY_RULES = recordsOf('immunohistochemistry', IMMUNOHISTOCHEMISTRY);
