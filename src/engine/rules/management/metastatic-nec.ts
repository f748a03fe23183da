/** NEC with distant metastasis or recorded unresectable (clinical rules, section 8.6). */
import { review, row } from './row';
import type { Row } from './row';
import { isPembrolizumabMarkerMet, ki67AtLeast, ki67Below } from './situation';
import type { Situation } from './situation';
import { YES, when } from './verdict';

const topic = 'management-metastatic-nec';
const hadEtoposidePlatinum = (s: Situation): boolean => s.picture.priorSystemic.includes('etoposide-platinum');

export const METASTATIC_NEC_ROWS: readonly Row[] = [
  row({
    id: 'MN-1', topic, when: 'Always.', holds: () => YES, codes: [{ code: 'surgical-resection', strength: 'contraindicated' }],
    because: review('§6.6 R160', 'Unresectable or metastatic NEC is an absolute contraindication to surgery.', 'ESMO 2020'),
  }),
  row({
    id: 'MN-2', topic, when: 'First line: no etoposide–platinum on record.', holds: (s) => when(!hadEtoposidePlatinum(s)),
    codes: [
      { code: 'chemo-etoposide-platinum', strength: 'recommended' },
      { code: 'chemo-irinotecan-cisplatin', strength: 'consider', attributedTo: ['CSCO 2021'] },
    ],
    because: review('§6.6 R161 R162', 'Etoposide with cisplatin or carboplatin comes first; irinotecan with cisplatin may be considered.', 'ESMO 2020', 'CSCO 2021'),
  }),
  row({
    id: 'MN-3', topic, when: 'Ki-67 55 % or more.', then: 'Notice: etoposide–platinum is preferred; platinum works better, survival is shorter.', holds: (s) => ki67AtLeast(s, 55),
    notices: [{ code: 'ep-preferred', severity: 'info', facts: ['ki67'], if: (s) => ki67AtLeast(s, 55).tri === 'yes' }],
    because: review('§6.6 R163 R164', 'From 55 % on platinum is answered more often although survival is shorter, and etoposide–platinum is preferred.', 'NORDIC'),
  }),
  row({
    id: 'MN-4', topic, when: 'Ki-67 below 55 %.', holds: (s) => ki67Below(s, 55), codes: [{ code: 'chemo-temozolomide', strength: 'consider' }],
    because: review('§6.6 R165', 'Below 55 % a temozolomide-based first line may also be considered, with an eye on differentiation.'),
  }),
  row({
    id: 'MN-5', topic, when: 'Etoposide–platinum is on record.', holds: (s) => when(hadEtoposidePlatinum(s)), codes: [{ code: 'second-line-chemotherapy', strength: 'consider' }],
    because: review('§6.6 R166', 'There is no standard second line; etoposide with cisplatin, temozolomide alone or with capecitabine, irinotecan with cisplatin, FOLFOX and FOLFIRI are named.'),
  }),
  row({
    id: 'MN-6', topic, when: 'dMMR / MSI-H or TMB-H.', holds: isPembrolizumabMarkerMet, codes: [{ code: 'pembrolizumab', strength: 'consider' }],
    because: review('§6.6 R167', 'Pembrolizumab may be considered where mismatch repair is deficient or the mutational burden high.'),
  }),
  row({
    id: 'MN-7', topic, when: 'MMR/MSI and TMB leave MN-6 open.', holds: (s) => when(isPembrolizumabMarkerMet(s).tri === 'unknown'), codes: [{ code: 'mmr-msi-tmb-testing', strength: 'consider' }],
    because: review('§6.6 R167', 'What pembrolizumab depends on has to be tested for.'),
  }),
];
