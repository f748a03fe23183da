/** A simple fact stated more than once: the newest dated statement stands, and contradictory statements of one day leave it unknown. */
import type { DateWindow, Fact } from '../../engine';
import { compareDates } from '../records/date-order';
import type { Ledger } from '../records/ledger';
import { shortened, valueAsRecorded } from './fact-values';
import type { Result } from './results';

export interface Stated<V> { value: V; date: DateWindow | null; resource: string; result: Result | null }

/** Reads each result, keeps what is readable as evidence, rejects the rest; `read` gives null for what says nothing readable. */
export function statementsIn<V>(results: readonly Result[] | undefined, fact: Fact, ledger: Ledger, read: (result: Result) => V | null): Stated<V>[] {
  const statements: Stated<V>[] = [];
  for (const result of results ?? []) {
    if (result.origin === 'elsewhere') {
      ledger.reject(result.resource, 'not-this-tumour');
      continue;
    }
    const value = read(result);
    if (value === null) {
      if (!carriesValue(result)) continue;
      if (!ledger.isRejected(result.resource)) ledger.reject(result.resource, 'unreadable');
      if (!result.textMatch) ledger.unread(result.concept, result.date, result.resource);
      continue;
    }
    statements.push({ value, date: result.date, resource: result.resource, result });
    ledger.used({ fact, value: shortened(valueAsRecorded(result.holder)), resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
    if (result.textMatch) {
      ledger.textMatched(fact);
      ledger.notice('text-match-to-confirm', 'GR-4', 'info', [fact], { resource: result.resource, value: valueAsRecorded(result.holder) });
    }
  }
  return statements;
}

/** The newest statement; null where there is none, where something newer cannot be read (a notice says so), or the newest day says two things (a conflict is named). */
export function newestOf<V>(statements: readonly Stated<V>[], fact: Fact, ledger: Ledger, rule = 'GR-13'): Stated<V> | null {
  let newest: Stated<V>[] = [];
  for (const statement of statements) {
    const order = newest[0] === undefined ? 1 : compareDates(statement.date, newest[0].date);
    if (order > 0) newest = [statement];
    else if (order === 0) newest.push(statement);
  }
  newest.sort((a, b) => (a.resource < b.resource ? -1 : 1));
  const [first, ...others] = newest;
  if (first === undefined) return null;
  const unread = ledger.newestUnread(new Set(statements.flatMap(({ result }) => (result === null ? [] : [result.concept]))));
  if (unread !== null && compareDates(unread.date, first.date) > 0) {
    ledger.notice('newer-result-unreadable', rule, 'warning', [fact], { resource: unread.resource });
    return null;
  }
  if (others.every((other) => JSON.stringify(other.value) === JSON.stringify(first.value))) return first;
  ledger.conflict('same-day-fact-differs', rule, [fact], { date: first.date?.first ?? '', values: newest.map((statement) => statement.resource).join(', ') });
  return null;
}

function carriesValue(result: Result): boolean {
  for (const name in result.holder) if (name.startsWith('value') && result.holder[name] !== undefined && result.holder[name] !== null) return true;
  return result.holder['dataAbsentReason'] !== undefined && result.holder['dataAbsentReason'] !== null;
}
