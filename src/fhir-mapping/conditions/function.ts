/** Whether the tumour makes hormones: syndromes recorded as Conditions or results; recorded as non-functioning makes both no. */
import type { ClinicalPicture } from '../../engine';
import { oneOf, shortened } from '../observations/fact-values';
import { newestOf, statementsIn } from '../observations/newest';
import type { ResultsByConcept } from '../observations/results';
import type { ClinicalRecord, RecordEntry } from '../records/entries';
import { codeOf, wordsOf } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { saidBy } from '../records/said';
import { isNegated } from './neoplasm-words';

const ANAEMIA = /deficien|缺铁|megaloblastic|巨幼/i;
const OVER = new Set(['resolved', 'inactive', 'remission']);

export function functionOf(record: ClinicalRecord, results: ResultsByConcept, background: ClinicalPicture['background'], ledger: Ledger): ClinicalPicture['function'] {
  const isSyndrome = (entry: RecordEntry): boolean => {
    const { meanings: ids, text } = saidBy(entry);
    if (ids.has('carcinoid-syndrome') || ids.has('carcinoid-crisis') || ids.has('carcinoid-heart-disease')) return true;
    const words = text.slice(0, 300);
    return /\bcarcinoid syndrome\b|类癌综合征/i.test(words) && !isNegated(words);
  };
  const found: ClinicalPicture['function'] = { carcinoidSyndrome: 'unknown', gastrinomaHypersecretion: 'unknown', nonFunctioning: 'unknown' };
  for (const entry of record.refuted) if (isSyndrome(entry)) found.carcinoidSyndrome = 'no';
  for (const entry of record.conditions) {
    if (!isSyndrome(entry) || OVER.has(codeOf(entry.resource['clinicalStatus']) ?? '')) continue;
    found.carcinoidSyndrome = 'yes';
    ledger.used({ fact: 'function', value: shortened(wordsOf(entry.resource['code'])[0] ?? 'carcinoid syndrome'), resource: entry.reference, date: entry.recordedDate, textMatch: false });
  }
  const statements = statementsIn(results.get('hormonal-function'), 'function', ledger, ({ holder }) => oneOf(holder, ['carcinoid-syndrome', 'gastrinoma-hypersecretion', 'non-functioning'] as const));
  const said = new Set(statements.map((statement) => statement.value));
  // Two syndromes may stand side by side; only "non-functioning" speaks against them, and then the newest decides.
  const newest = said.has('non-functioning') && said.size > 1 ? newestOf(statements, 'function', ledger) : null;
  if (said.has('non-functioning') && (said.size === 1 || newest?.value === 'non-functioning')) {
    if (found.carcinoidSyndrome !== 'yes') found.carcinoidSyndrome = 'no';
    found.gastrinomaHypersecretion = 'no';
    found.nonFunctioning = found.carcinoidSyndrome === 'yes' ? 'no' : 'yes';
  } else if (!said.has('non-functioning') || newest !== null) {
    if (said.has('carcinoid-syndrome')) found.carcinoidSyndrome = 'yes';
    if (said.has('gastrinoma-hypersecretion')) found.gastrinomaHypersecretion = 'yes';
  }
  const zes = background.zes[background.zes.length - 1];
  if (zes?.state === 'present') found.gastrinomaHypersecretion = 'yes';
  if (found.carcinoidSyndrome === 'yes' || found.gastrinomaHypersecretion === 'yes') found.nonFunctioning = 'no';
  return found;
}

/** Iron deficiency and megaloblastic anaemia as diagnoses; resolved ones are no more. */
export function anaemiasOf(record: ClinicalRecord, ledger: Ledger): { ironDeficiency: boolean; megaloblastic: boolean } {
  const found = { ironDeficiency: false, megaloblastic: false };
  for (const entry of record.conditions) {
    const { meanings: ids, text } = saidBy(entry);
    const words = text.slice(0, 300);
    if ((ids.size === 0 && !ANAEMIA.test(words)) || OVER.has(codeOf(entry.resource['clinicalStatus']) ?? '')) continue;
    const stated = !isNegated(words);
    if (ids.has('iron-deficiency-anaemia') || (stated && /\biron[- ]deficien|缺铁/i.test(words))) {
      found.ironDeficiency = true;
      ledger.used({ fact: 'labs.iron', value: shortened(words === '' ? (codeOf(entry.resource['code']) ?? '') : words), resource: entry.reference, date: entry.recordedDate, textMatch: false });
    }
    if (ids.has('vitamin-b12-deficiency') || (stated && /\bmegaloblastic\b|巨幼/i.test(words))) {
      found.megaloblastic = true;
      ledger.used({ fact: 'labs.vitamin-b12', value: shortened(words === '' ? (codeOf(entry.resource['code']) ?? '') : words), resource: entry.reference, date: entry.recordedDate, textMatch: false });
    }
  }
  return found;
}
