/** AP-1 to AP-4 in words. */
import { beyond, recordsOf } from '../rule-text';

export const APPLICABILITY = {
  'AP-1': {
    when: 'The record holds evidence of a gastric neuroendocrine neoplasm: a coded condition, a neuroendocrine morphology with a gastric site, a condition whose text says so, or the condition being added.',
    then: 'The service speaks; without such evidence there are no cards. Ki-67 or a mitotic count alone is no evidence.',
    because: beyond('scope', 'Proliferation indices belong to many tumours, so only a diagnosis opens these rules.'),
  },
  'AP-2': {
    when: 'A neuroendocrine neoplasm of another primary site is recorded and none of the stomach.',
    then: 'No cards.',
    because: beyond('scope', 'The source speaks of gastric tumours only.'),
  },
  'AP-3': { when: 'The patient is deceased.', then: 'No cards.', because: beyond('scope', 'Advice serves a living patient only.') },
  'AP-4': {
    when: 'A gastric adenocarcinoma is recorded beside the neuroendocrine neoplasm, not as MiNEN.',
    then: 'Said so: it lies outside these rules, and a harmless NET type is no all-clear for it.',
    because: beyond('scope', 'An adenocarcinoma needs its own guidance.'),
  },
} as const;
export const APPLICABILITY_RULES = recordsOf('applicability', APPLICABILITY);
