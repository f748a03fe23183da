/** What the rules and the newer notes rest on, and how much of each was really read. */
import { KNOWLEDGE } from '../engine';

/** `V1` read in the primary's abstract, `V2` in a transcription or reprint, `quoted` only as the review quotes it: the last two are second-hand. */
export type Reading = 'in-full' | 'V1' | 'V2' | 'quoted';

export interface Source {
  id: string;
  title: string;
  reading: Reading;
  /** The day on which what is said of it was last compared with what was read, ISO 8601. */
  confirmedOn: string;
}

const source = (id: string, title: string, reading: Reading): Source => ({ id, title, reading, confirmedOn: KNOWLEDGE.reviewed });

export const SOURCES: readonly Source[] = [
  source('review', 'Review of gastric neuroendocrine neoplasms, Advances in Clinical Medicine 2022;12(5):4192–4200, doi:10.12677/ACM.2022.125608', 'in-full'),
  source('WHO 2019', 'WHO Classification of Tumours: Digestive System, 5th edition, 2019', 'V2'),
  source('AJCC 8', 'AJCC Cancer Staging Manual, 8th edition: neuroendocrine tumours of the stomach', 'V2'),
  source('CSCO 2021', 'CSCO guideline on neuroendocrine neoplasms, 2021', 'quoted'),
  source('NCCN 2021', 'NCCN guideline on neuroendocrine and adrenal tumours, 2021', 'quoted'),
  source('ENETS 2016', 'ENETS consensus guidelines, gastroduodenal neoplasms, 2016; follow-up, 2017', 'quoted'),
  source('ESMO 2020', 'ESMO guideline on gastroenteropancreatic neuroendocrine neoplasms, 2020', 'quoted'),
  source('NORDIC', 'NORDIC NEC cohort, 2013', 'quoted'),
  source('PROMID', 'PROMID trial of octreotide', 'quoted'),
  source('CLARINET', 'CLARINET trial of lanreotide', 'quoted'),
  source('Chinese consensus', 'Chinese expert consensus on gastroenteropancreatic neuroendocrine neoplasms, 2020', 'quoted'),
  source('ENETS 2023', 'ENETS guidance paper on gastroduodenal neuroendocrine tumours, J Neuroendocrinol 2023;35:e13306', 'V2'),
  source('ENETS 2023 NEC', 'ENETS guidance paper on digestive neuroendocrine carcinoma, J Neuroendocrinol 2023;35:e13249', 'V1'),
  source('NCCN v1.2026', 'NCCN guideline on neuroendocrine and adrenal tumours, version 1.2026', 'V2'),
  source('PMID 32306127', 'Retrospective series of neoadjuvant chemotherapy in gastric NEC and MANEC, 2020', 'V1'),
  source('Br J Cancer 2025', 'Br J Cancer 2025, s41416-025-03054-w', 'V2'),
  source('SANET-ep', 'SANET-ep trial, Lancet Oncol 2020;21:1500–1512', 'V2'),
];

/** The source an attribution such as `CSCO 2021` or `Chinese consensus 2020` names; undefined for the review itself and for what is beyond it. */
export const sourceNamed = (attribution: string): Source | undefined => SOURCES.filter(({ id }) => id !== 'review' && (attribution === id || attribution.startsWith(`${id} `))).sort((a, b) => b.id.length - a.id.length)[0];

/** Read neither in full nor in the primary's own abstract. */
export const isSecondHand = ({ reading }: Source): boolean => reading === 'V2' || reading === 'quoted';
