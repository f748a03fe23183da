/** NEC without distant metastasis and not recorded unresectable (clinical rules, section 8.4): options without a settled standard. */
import type { Depth, Fact } from '../../vocabulary';
import { review, row } from './row';
import type { Row } from './row';
import { hasNodes } from './situation';
import type { Situation } from './situation';
import { YES, any, waitsFor, when } from './verdict';
import type { Verdict } from './verdict';

const topic = 'management-nec';
const BEYOND_MUSCLE: readonly (Depth | null)[] = ['subserosa', 'serosa', 'adjacent-structures'];

const hadSurgery = (s: Situation): Verdict =>
  s.picture.acts.some(({ act }) => act === 'radical-gastrectomy' || act === 'local-excision' || act === 'surgery-unspecified') ? YES : waitsFor('treatment.surgery');

/** The source says no more than "high risk": after surgery, what tells the risk and is not known. */
function riskFacts(s: Situation): readonly Fact[] {
  if (hadSurgery(s).tri !== 'yes') return [];
  const marginKnown = s.picture.acts.some(({ margin }) => margin !== null);
  return [...(marginKnown ? [] : (['treatment.margin'] as const)), ...(s.classified.depth === null ? (['invasion'] as const) : []), ...hasNodes(s).needs];
}

/** Locally advanced: through the muscle layer, or with nodes. */
const isLocallyAdvanced = (s: Situation): Verdict =>
  any(s.classified.depth === null ? waitsFor('invasion') : when(BEYOND_MUSCLE.includes(s.classified.depth)), hasNodes(s));

export const NEC_ROWS: readonly Row[] = [
  row({
    id: 'NC-1', topic, when: 'Not recorded unresectable.', holds: () => YES,
    codes: [
      { code: 'mdt-discussion', strength: 'recommended' },
      ...(['radical-gastrectomy', 'adjuvant-chemotherapy', 'neoadjuvant-therapy', 'chemotherapy', 'radiotherapy'] as const).map((code) => ({ code, strength: 'consider' as const })),
    ],
    because: review('§6.4 R120', 'No standard is settled; surgery with treatment before or after it, chemotherapy alone or radiotherapy alone follow the pattern of adenocarcinoma.'),
  }),
  row({
    id: 'NC-2', topic, when: 'Always.', holds: () => YES, codes: [{ code: 'chemo-etoposide-platinum', strength: 'recommended' }],
    because: review('§6.4 R121', 'Etoposide with cisplatin or carboplatin is the regimen of first choice.'),
  }),
  row({
    id: 'NC-3', topic, when: 'After surgery, with a high risk of recurrence.', holds: hadSurgery,
    codes: [{ code: 'adjuvant-radiotherapy', strength: 'consider', alwaysConditional: riskFacts }],
    because: review('§6.4 R122', 'Radiotherapy after surgery is kept for a high risk of recurrence.', 'CSCO 2021'),
  }),
  row({
    id: 'NC-4', topic, when: 'Locally advanced and not recorded unresectable.', then: 'The options of NC-1, with both statements of the review shown.', holds: isLocallyAdvanced,
    notices: [{ code: 'locally-advanced-both-views', severity: 'info', facts: ['invasion', 'nodes'], if: (s) => isLocallyAdvanced(s).tri === 'yes' }],
    because: review('§6.4 R123, §6.6 R160', 'Benefit of treatment around the operation is called unreported, and the contraindication to surgery is quoted for unresectable or metastatic disease only.'),
  }),
];
