/** Guidance newer than the source review: shown beside a rule, never merged into it (clinical rules, section 14). */

/** `tag`: V1 read in the primary's abstract, V2 in a transcription or reprint, null where neither applies. */
export interface NewerNoteRecord {
  id: string;
  /** Ids of the rules it stands beside. */
  beside: readonly string[];
  source: string;
  year: string;
  tag: 'V1' | 'V2' | null;
  /** Our own words. */
  says: string;
}

export const NEWER_NOTES: readonly NewerNoteRecord[] = [
  { id: 'NW-1', beside: ['GR-2'], source: 'WHO 2019', year: '2019', tag: 'V2', says: 'Mitoses are counted over an area of 2 mm², not over a number of fields.' },
  { id: 'NW-2', beside: ['SU-3'], source: 'ENETS 2023 (Panzuto, J Neuroendocrinol 2023;35:e13306)', year: '2023', tag: 'V2', says: 'Type I: a first check at 12 months and then one every 12 to 24 months, for life, because the atrophic background itself carries a gastric adenocarcinoma risk of about 1 % a year.' },
  { id: 'NW-3', beside: ['M1-4'], source: 'ENETS 2023', year: '2023', tag: 'V2', says: 'Type I: surgery is considered above 20 mm, when the muscularis propria seems reached, or in G3; a Ki-67 above 10 % should lead to a surgical opinion.' },
  { id: 'NW-4', beside: ['M3-2'], source: 'ENETS 2023', year: '2023', tag: 'V2', says: 'Type III: endoscopic resection may be considered up to and including 10 mm when G1.' },
  { id: 'NW-5', beside: ['M3-3'], source: 'NCCN v1.2026', year: '2026', tag: 'V2', says: 'Gastrectomy with nodes is preferred, and endoscopic or wedge resection is listed as well for superficial low-grade lesions under 1 cm.' },
  { id: 'NW-6', beside: ['NC-4'], source: 'PMID 32306127', year: '2020', tag: 'V1', says: 'One retrospective series of gastric NEC and mixed carcinoma (n = 69) found better survival with chemotherapy before the operation.' },
  { id: 'NW-7', beside: ['PR-1'], source: 'ENETS 2023', year: '2023', tag: 'V2', says: 'Type III: about 70 % are alive after 5 years.' },
  { id: 'NW-8', beside: ['MN-3', 'MN-4'], source: 'Br J Cancer 2025, s41416-025-03054-w', year: '2025', tag: 'V2', says: 'The NORDIC cohort held NEC and NET G3 together, so the 55 % line is no reason to withhold platinum from a poorly differentiated NEC.' },
  { id: 'NW-9', beside: ['MT-8'], source: 'SANET-ep, Lancet Oncol 2020;21:1500', year: '2020', tag: 'V2', says: 'The label of surufatinib names progressive, non-functioning, well differentiated tumours.' },
  { id: 'NW-10', beside: ['MT-5'], source: 'ENETS 2023', year: '2023', tag: 'V2', says: 'Somatostatin analogues for a Ki-67 below 10 %, where the review says up to and including 10 %: at exactly 10 % both readings stand.' },
  { id: 'NW-11', beside: ['MN-2', 'MN-5'], source: 'ENETS 2023 NEC (Sorbye, J Neuroendocrinol 2023;35:e13249)', year: '2023', tag: 'V1', says: 'First line is carboplatin with etoposide; the best evidence after it is for irinotecan with a fluoropyrimidine.' },
  { id: 'NW-12', beside: ['TY-5', 'TY-7'], source: 'ENETS 2023, NCCN v1.2026', year: '2026', tag: 'V2', says: 'Typing needs biopsies of antrum and body taken apart; gastrin is measured fasting and, where that is safe, more than a week off PPI, which is never stopped in an overt gastrinoma.' },
  { id: 'NW-13', beside: ['SU-3'], source: 'ENETS 2023, NCCN v1.2026', year: '2026', tag: 'V2', says: 'Type I: chromogranin A and gastrin are not measured again at each visit.' },
  { id: 'NW-14', beside: ['M3-2'], source: 'case report', year: '', tag: 'V1', says: 'Small is not safe: a 4 mm G1 type III tumour with later nodal recurrence has been published.' },
  { id: 'NW-15', beside: ['MT-11'], source: 'the review itself', year: '2022', tag: null, says: 'What the review remarks on the approval of PRRT is of 2022 and is not repeated here as a present fact.' },
];

const BESIDE: ReadonlyMap<string, readonly string[]> = NEWER_NOTES.reduce((index, note) => {
  for (const rule of note.beside) index.set(rule, [...(index.get(rule) ?? []), note.id]);
  return index;
}, new Map<string, readonly string[]>());

const NONE: readonly string[] = [];

/** Ids of the newer notes that stand beside a rule, in their own order. */
export const newerBeside = (rule: string): readonly string[] => BESIDE.get(rule) ?? NONE;
