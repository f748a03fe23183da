/** TY-1 to TY-10 in words. */
import { beyond, recordsOf, review } from '../rule-text';

export const TYPE = {
  'TY-1': { when: 'Atrophic (autoimmune) gastritis and raised gastrin.', then: 'Type I, established.', because: review('§4', 'Type I arises in chronic atrophic gastritis with raised gastrin.', 'WHO 2019') },
  'TY-2': {
    when: 'Gastrinoma or ZES and raised gastrin; or MEN1 without a recorded gastrinoma, raised gastrin, and atrophic gastritis not recorded present.', then: 'Type II, established; with MEN1 only, probable.',
    because: review('§4, §6.2', 'Type II rests on a gastrinoma, alone or within MEN1, with markedly raised gastrin.', 'WHO 2019'),
  },
  'TY-3': {
    when: 'Normal gastrin and no background of type I or II recorded present.', then: 'Type III: established when atrophic gastritis is recorded absent or the lesion is solitary, else probable.',
    because: review('§4', 'Type III has normal gastrin and is mostly solitary.', 'WHO 2019'),
  },
  'TY-4': {
    when: 'A background is present but gastrin is unknown; or pernicious anaemia alone stands for atrophic gastritis.', then: 'The type of that background, probable at best; gastrin is missing.',
    because: beyond('reading of §4', 'One of the two defining features makes a type probable, not established.'),
  },
  'TY-5': {
    when: 'Raised gastrin and no background present.', then: 'Undetermined, I or II: background histology and gastrinoma work-up, each unless its object is recorded absent; both absent: the review has no class, team discussion.',
    because: review('§4', 'The review types raised gastrin by its background and has no class for raised gastrin without one.'),
  },
  'TY-6': {
    when: 'Backgrounds and gastrin contradict each other, both backgrounds are present, or atrophic gastritis is recorded both ways within 12 months.', then: 'Undetermined, each contradiction named.',
    because: beyond('reading of §4', 'The types exclude each other by gastrin and background.'),
  },
  'TY-7': { when: 'Gastrin unknown and no background recorded present.', then: 'Undetermined; gastrin and background are missing.', because: beyond('reading of §4', 'Without gastrin and background none of the three definitions can be judged.') },
  'TY-8': {
    when: 'Type I or II with a solitary lesion above 20 mm, G3, nodes or metastasis; type III with multiple lesions.', then: 'Reported; the type stays.',
    because: review('§4', 'Types I and II are mostly small, multiple and low grade, type III mostly solitary.', 'WHO 2019'),
  },
  'TY-9': {
    when: 'Gastrin is to be judged.', then: "By the laboratory's own upper limit, else its interpretation; disagreement or nothing to judge by counts as unknown.",
    because: beyond('reading of §4', 'The review gives no number for raised gastrin.'),
  },
  'TY-10': { when: 'A type is recorded.', then: 'If it differs from the derived one: conflict, the derived one stands. If none can be derived: shown as reported, undetermined.', because: beyond('data quality', 'A type without its findings cannot be checked.') },
} as const;
export const TYPE_RULES = recordsOf('type', TYPE);
