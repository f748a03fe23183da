/** DX-1 to DX-8 in words. */
import { beyond, recordsOf, review } from '../rule-text';

export const DIFFERENTIAL = {
  'DX-1': { when: 'A G1/G2 area in the same tumour.', then: 'Favours NET G3.', because: review('§5.2', 'Areas of classical low-grade NET speak for NET G3.') },
  'DX-2': { when: 'A previous NET.', then: 'Favours NET G3.', because: review('§5.2', 'After an earlier NET a G3 tumour is mostly still a NET.') },
  'DX-3': { when: 'DAXX or ATRX lost or mutated, or MEN1 mutated in the tumour.', then: 'Favours NET G3.', because: review('§5.2', 'Changes of DAXX, ATRX or MEN1 are found in NET G3.') },
  'DX-4': { when: 'TP53 mutated or p53 abnormal, RB1 mutated or lost.', then: 'Favours NEC.', because: review('§5.2', 'TP53 and RB1 mutations are characteristic of NEC.') },
  'DX-5': { when: 'An adenocarcinoma or squamous component.', then: 'Favours NEC; MiNEN is considered when it may reach 30 %.', because: review('§5.2', 'Adenocarcinoma or squamous carcinoma within a high-grade tumour suggests NEC.') },
  'DX-6': { when: 'Ki-67 above 20 and up to 60 %.', then: 'Weakly NET G3; shown, never counted.', because: review('§5.2', 'NET G3 mostly lies between 20 and 60 %, with hot spots up to 70–80 %.') },
  'DX-7': { when: 'Ki-67 above 60 %.', then: 'Weakly NEC; shown, never counted.', because: review('§5.2', 'Ki-67 of NEC is generally higher than that of NET G3; no cut-off is given.', 'Chinese consensus 2020') },
  'DX-8': { when: 'Counted clues on both sides, or none.', then: 'Indeterminate: pathology review; the markers not done are listed.', because: beyond('reading of §5.2', 'Clues are never averaged.') },
} as const;
export const DIFFERENTIAL_RULES = recordsOf('differential', DIFFERENTIAL);
