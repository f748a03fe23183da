/** GR-1 to GR-13 in words. */
import { beyond, recordsOf, review } from '../rule-text';

export const GRADE = {
  'GR-1': {
    when: 'Ki-67 in percent: below 3; from 3 up to 20; above 20.', then: 'G1; G2; the G3 level.',
    because: review('§3', 'Below 3 % is G1, 3–20 % with both ends is G2, above 20 % is G3.', 'WHO 2019'),
  },
  'GR-2': {
    when: 'Mitoses per 10 HPF (read as 2 mm²): below 2; from 2 up to 20; above 20.',
    then: 'G1; G2; the G3 level. Without a denominator the count is unverified, and within 20 % of 2 or 20 the grade is provisional.',
    because: review('§3', 'Fewer than 2 mitoses per 10 HPF is G1, 2–20 is G2, more than 20 is G3.', 'WHO 2019'),
  },
  'GR-3': { when: 'Ki-67 and mitoses give different grades.', then: 'The higher grade stands; discordant, both shown.', because: review('§3', 'Where the two disagree the higher grade counts.', 'WHO 2019') },
  'GR-4': {
    when: 'Only one of Ki-67 and mitoses is known, or neither.',
    then: 'Ki-67 alone: its grade, provisional. Mitoses alone: G2 or G3 provisional, a low count no grade. Neither: missing, or the recorded grade as reported. A recorded grade that differs is a conflict; the computed one stands.',
    because: review('§5.3', 'Ki-67 is required for grading, so a grade without both parameters may still rise.'),
  },
  'GR-5': {
    when: 'An interval of Ki-67 or mitoses crosses a threshold.', then: 'Every grade possible is a candidate; one is stated only if one is left; an exact count is asked for.',
    because: beyond('reading of §3', 'An interval is graded only where the whole of it lies in one grade.'),
  },
  'GR-6': {
    when: 'A value that cannot be: Ki-67 outside 0–100 %, a negative count, a size of zero or less, more positive than examined nodes.',
    then: 'Rejected and treated as unknown; a size below 2 mm asks to confirm the unit; more sizes than lesions is a conflict.',
    because: beyond('data quality', 'An impossible value carries no information.'),
  },
  'GR-7': {
    when: 'Differentiation is known.',
    then: 'Well differentiated at the G3 level: NET G3. Poorly differentiated: NEC, not graded. Poorly differentiated with every known parameter at or below 20: contradictory, kind undetermined, pathology review.',
    because: review('§1, §3', 'Differentiation divides NET from NEC before any grade; NEC is high grade by definition.', 'WHO 2019'),
  },
  'GR-8': {
    when: 'Differentiation is unknown.', then: 'At the G3 level: NET or NEC, open. Below it: NET, unless the histology says NEC. Without numbers: the kind as coded, else undetermined.',
    because: review('§3, §5.2', 'At the G3 level the numbers do not tell NET from NEC; below it only NET is defined.', 'WHO 2019'),
  },
  'GR-9': {
    when: 'Components of a mixed tumour are recorded, or MiNEN is.',
    then: 'Each at least 30 %: MiNEN (exactly 30 % by WHO only, both readings shown). Components that do not add up, or too small in a recorded MiNEN: conflict, kind undetermined. The neuroendocrine part is graded alone.',
    because: review('§3', 'Each component exceeds 30 % in the review; WHO 2019 asks for at least 30 %.', 'WHO 2019'),
  },
  'GR-10': {
    when: '"NEC G3" in a report older than 2019, and nothing newer supports poor differentiation.', then: 'Said so: it may be a NET G3 today.',
    because: beyond('WHO 2010 and 2019', 'Before 2019 the G3 class was called NEC whatever its differentiation.', 'WHO 2019'),
  },
  'GR-11': {
    when: 'Numbers and differentiation point different ways.', then: 'Low numbers never make a poorly differentiated tumour NET G1/G2; high ones never make a well differentiated one NEC.',
    because: review('§5.2', 'Ki-67 alone is of limited use in telling NET G3 from NEC.', 'Chinese consensus 2020'),
  },
  'GR-12': {
    when: 'Differentiation and histology contradict each other: poor and NET; well and small- or large-cell.', then: 'Contradictory, kind undetermined, pathology review.',
    because: review('§1, §3', 'NET is well differentiated by definition, small- and large-cell carcinoma poorly.', 'WHO 2019'),
  },
  'GR-13': {
    when: 'Several proliferation results are on record.',
    then: 'Within one specimen or report the highest; over time the newest final set. An older higher grade is a conflict that is shown; a newer unreadable result leaves its parameter unknown; a metastasis never grades the primary.',
    because: beyond('reading of §5.3', 'The hot spot grades a specimen, and the newest specimen describes the disease of today.'),
  },
} as const;
export const GRADE_RULES = recordsOf('grade', GRADE);
