/** Sentences that seem to say something of the tumour: quoted to the reader, never used for a decision. @see contract.md section 6 */
import type { Fact } from '../../engine';
import type { ClinicalRecord } from '../records/entries';
import { stringAt } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { shortened } from './fact-values';
import type { ResultsByConcept } from './results';

const SAYS: readonly [Fact, RegExp][] = [
  ['ki67', /\bki[-\u2010-\u2015\u2212 ]?67\b|\bmib[-\u2010-\u2015]?1\b|ｋｉ[－ ]?６７|增殖指数/i],
  ['mitoses', /\bmitos[ei]s\b|\bmitotic\b|核分裂/i],
  ['recordedGrade', /\bgrade\s?[123]\b|\bg[123]\b|[123]级/i],
  ['histology', /neuro-?endocrine|carcinoid|神经内分泌|类癌/i],
];
const LONGEST_READ = 20_000;
const BEFORE = 30;
const AFTER = 90;

export function noticeNarrative(record: ClinicalRecord, results: ResultsByConcept, ledger: Ledger): void {
  for (const report of record.reports) quote(report.reference, stringAt(report.resource, 'conclusion'), ledger);
  for (const result of results.get('pathology-report') ?? []) quote(result.resource, stringAt(result.holder, 'valueString'), ledger);
}

function quote(resource: string, text: string | null, ledger: Ledger): void {
  if (text === null) return;
  const read = text.slice(0, LONGEST_READ);
  let first = -1;
  const facts: Fact[] = [];
  for (const [fact, pattern] of SAYS) {
    const at = read.search(pattern);
    if (at < 0) continue;
    facts.push(fact);
    first = first < 0 ? at : Math.min(first, at);
  }
  if (first < 0) return;
  ledger.notice('narrative-not-used', 'GR-13', 'info', facts, { resource, quote: shortened(read.slice(Math.max(0, first - BEFORE), first + AFTER)) });
}
