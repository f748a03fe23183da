/** Gastrin and the laboratory results of the rules, each judged against its own limits. */
import type { ClinicalPicture, Fact, Lab } from '../../engine';
import { LABS } from '../../engine';
import { compareDates } from '../records/date-order';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { readGastrin } from '../values/gastrin';
import { readLab } from '../values/labs';
import { valueAsRecorded } from './fact-values';
import type { Concept } from '../terminology';
import type { Result, ResultsByConcept } from './results';

const CONCEPT_OF_LAB: Readonly<Record<Lab, Concept>> = { 'vitamin-b12': 'vitamin-b12', 'ferritin': 'ferritin', 'iron': 'iron', 'haemoglobin': 'haemoglobin', 'tsh': 'tsh', 'cga': 'cga-serum', 'nse': 'nse' };
const NO_GASTRIN: ClinicalPicture['gastrin'] = { class: 'unknown', value: null, limit: null, multiple: null, date: null, resource: null };

export function gastrinOf(results: ResultsByConcept, configured: { value: number; unit: string } | null, ledger: Ledger): ClinicalPicture['gastrin'] {
  const read: { result: Result; gastrin: ClinicalPicture['gastrin']; notices: readonly Parameters<Ledger['notice']>[0][] }[] = [];
  for (const result of newestFirst(results.get('gastrin'))) {
    const reading = isAbsent(result) ? null : readGastrin(result.holder, configured);
    if (reading === null || reading.rejected !== null) {
      ledger.reject(result.resource, reading?.rejected ?? 'unreadable');
      if (!result.textMatch) ledger.unread(result.concept, result.date, result.resource);
      continue;
    }
    ledger.used({ fact: 'gastrin', value: reading.value ?? valueAsRecorded(result.holder), resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
    const { value, limit, multiple } = reading;
    read.push({ result, gastrin: { class: reading.class, value, limit, multiple, date: result.date, resource: result.resource }, notices: reading.notices });
  }
  const [newest, ...others] = read;
  if (newest === undefined) return NO_GASTRIN;
  if (isHidden(newest.result, 'gastrin', ledger)) return NO_GASTRIN;
  for (const code of newest.notices) ledger.notice(code, 'TY-9', 'info', ['gastrin'], { resource: newest.result.resource, ...(code === 'gastrin-configured-limit' && newest.gastrin.limit !== null ? { limit: newest.gastrin.limit } : {}) });
  if (newest.result.textMatch) {
    ledger.textMatched('gastrin');
    ledger.notice('text-match-to-confirm', 'TY-9', 'info', ['gastrin'], { resource: newest.result.resource, value: newest.gastrin.value ?? '' });
  }
  const sameDay = others.filter((other) => compareDates(other.result.date, newest.result.date) === 0);
  if (sameDay.some((other) => other.gastrin.class !== newest.gastrin.class)) {
    ledger.conflict('same-day-fact-differs', 'TY-9', ['gastrin'], { date: newest.result.date?.first ?? '' });
    return { ...NO_GASTRIN, date: newest.result.date };
  }
  return newest.gastrin;
}

export function labsOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['labs'] {
  const labs: ClinicalPicture['labs'] = { 'vitamin-b12': null, 'ferritin': null, 'iron': null, 'haemoglobin': null, 'tsh': null, 'cga': null, 'nse': null };
  for (const lab of LABS) {
    for (const result of newestFirst(results.get(CONCEPT_OF_LAB[lab]))) {
      const reading = isAbsent(result) ? null : readLab(result.holder, lab);
      if (reading === null || reading.rejected !== null) {
        ledger.reject(result.resource, reading?.rejected ?? 'unreadable');
        if (!result.textMatch) ledger.unread(result.concept, result.date, result.resource);
        continue;
      }
      ledger.used({ fact: `labs.${lab}`, value: valueAsRecorded(result.holder) || reading.value, resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
      if (isHidden(result, `labs.${lab}`, ledger)) continue;
      labs[lab] ??= { level: reading.level, value: reading.value, date: result.date, resource: result.resource };
    }
  }
  return labs;
}

/** A newer result that cannot be read is never silently replaced by an older one. */
function isHidden(result: Result, fact: Fact, ledger: Ledger): boolean {
  const unread = ledger.newestUnread(new Set([result.concept]));
  if (unread === null || compareDates(unread.date, result.date) <= 0) return false;
  ledger.notice('newer-result-unreadable', 'GR-13', 'warning', [fact], { resource: unread.resource });
  return true;
}

function newestFirst(results: readonly Result[] | undefined): Result[] {
  return [...(results ?? [])].sort((a, b) => compareDates(b.date, a.date) || byCodeUnit(a.resource, b.resource));
}

function isAbsent(result: Result): boolean {
  return result.holder['dataAbsentReason'] !== undefined && result.holder['dataAbsentReason'] !== null;
}
