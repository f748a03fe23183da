/** Surveillance (clinical rules, section 10): the schedule that fits, which half of it holds, and when the next visit is due. */
import type { MissingFact, Months, Notice, Recommendation, SurveillancePart } from '../assessment';
import type { RuleRecord } from '../citation';
import { addMonths, latestOf, windowAfter } from '../dates';
import { notice, workUp } from '../findings';
import type { DateWindow } from '../picture';
import type { Fact, SurveillanceBasis, SurveillanceTest } from '../vocabulary';
import { addMissing, recordOf, remark, review } from './management/row';
import { actionableType } from './management/situation';
import type { Situation } from './management/situation';
import { newerBeside } from './newer-notes';
import { SURVEILLANCE_TABLE, resectionsOf, surgeriesOf, surveillanceBands } from './surveillance-table';
import type { SurveillanceRule } from './surveillance-table';

/** The surveillance part with what it says beside it. */
export interface Surveilled { part: SurveillancePart; recommendations: Recommendation[]; missing: MissingFact[]; notices: Notice[] }

interface Schedule { every: Months; forYears: number | null; then: Months | null; tests: readonly SurveillanceTest[]; basis: SurveillanceBasis }

const YEARLY: Months = { min: 12, max: 12 };
const EACH_VISIT: readonly SurveillanceTest[] = ['chromogranin-a', 'tumour-hormones', 'nse', 'gastroscopy', 'ct-or-mri'];
const AFTER_SURGERY: Schedule = { every: { min: 3, max: 6 }, forYears: 5, then: YEARLY, tests: EACH_VISIT, basis: 'stated' };

/** Intervals in months; no schedule for a silence of the source or an unknown. */
const SCHEDULES: Readonly<Record<SurveillanceRule, Schedule | null>> = {
  'SU-1': { every: { min: 2, max: 3 }, forYears: null, then: null, tests: EACH_VISIT, basis: 'stated' },
  'SU-2': AFTER_SURGERY,
  'SU-3': { every: { min: 6, max: 12 }, forYears: 5, then: YEARLY, tests: ['gastroscopy', 'vitamin-b12', 'thyroid-function'], basis: 'stated' },
  'SU-4': { ...AFTER_SURGERY, basis: 'extended' },
  'SU-5': null,
  'SU-6': null,
};

/** SU-8: serum CgA known not raised, in NET G2, NET G3 or NEC. */
function nseReplacesCga({ picture, classified: { neoplasm, grade } }: Situation): boolean {
  const cga = picture.labs.cga?.level;
  if (cga !== 'low' && cga !== 'normal') return false;
  return neoplasm.kind === 'NEC' || (neoplasm.kind === 'NET' && (grade.value === 'G2' || grade.value === 'G3'));
}

/** The dates a schedule runs from: `anchor` starts the five years, `last` is what the next interval is counted from. */
interface Course { anchor: DateWindow | null; last: DateWindow | null; lacking: Fact[] }

function courseOf(s: Situation, rule: SurveillanceRule): Course {
  const { dates, acts } = s.picture;
  const resected = latestOf(resectionsOf(s).map(({ date }) => date));
  const isResected = resectionsOf(s).length > 0;
  const anchor = isResected ? resected : dates.diagnosis;
  const scopes = latestOf([dates.lastGastroscopy, ...acts.filter(({ act }) => act === 'gastroscopy').map(({ date }) => date)]);
  const scans = rule === 'SU-1' ? latestOf([dates.lastImaging, ...acts.filter(({ act }) => act === 'ct' || act === 'mri').map(({ date }) => date)]) : null;
  const lacking: Fact[] = [];
  if (anchor === null) lacking.push(isResected ? 'dates.treatment' : 'dates.diagnosis');
  if (scopes === null && !acts.some(({ act }) => act === 'endoscopic-resection')) lacking.push('dates.last-gastroscopy');
  if (rule === 'SU-1' && scans === null) lacking.push('dates.last-imaging');
  // A later visit may stand in what did not come: no date can be counted from.
  if (s.picture.partlyRead?.includes('acts') === true) return { anchor, last: null, lacking: [...new Set([...lacking, 'dates.last-gastroscopy' as const])] };
  return { anchor, last: latestOf([scopes, resected, anchor, scans]), lacking };
}

/** Which half holds at `asOf`: `later` from the day the years are complete, `initial` while a partly known date leaves that open. */
function phaseOf({ forYears }: Schedule, anchor: DateWindow | null, asOf: string): SurveillancePart['phase'] {
  if (forYears === null) return 'open-ended';
  if (anchor === null) return null;
  return asOf >= addMonths(anchor.last, forYears * 12) ? 'later' : 'initial';
}

function dueFrom(schedule: Schedule, phase: SurveillancePart['phase'], last: DateWindow | null, asOf: string): SurveillancePart['due'] {
  if (last === null) return null;
  const interval = phase === 'later' && schedule.then !== null ? schedule.then : schedule.every;
  const { first: earliest, last: latest } = windowAfter(last, interval.min, interval.max);
  return { earliest, latest, overdue: asOf > latest };
}

/** SU-6: the facts without which no row can be chosen. */
function unknownsOf(s: Situation): Fact[] {
  const { group } = surveillanceBands(s);
  if (group !== 'open') {
    const surgeries = surgeriesOf(s);
    if (surgeries.length === 0) return ['treatment'];
    const isTypeIII = group === 'III' && !surgeries.some(({ act }) => act === 'radical-gastrectomy');
    return [...(isTypeIII ? (['treatment.surgery'] as const) : []), ...(surgeries.some(({ margin }) => margin === null) ? (['treatment.margin'] as const) : [])];
  }
  const { picture, classified: { neoplasm, background } } = s;
  const needs: Fact[] = [];
  if (neoplasm.kind !== 'NET') needs.push(picture.differentiation === 'unknown' ? 'differentiation' : 'histology');
  else if (picture.gastrin.class === 'unknown' || picture.gastrin.class === 'unclassified') needs.push('gastrin');
  if (neoplasm.kind === 'NET' && background['atrophic-gastritis'] === 'unknown') needs.push('background');
  if (resectionsOf(s).length === 0) needs.push('treatment');
  return needs.length > 0 ? needs : ['background'];
}

function noticesOf(s: Situation, rule: SurveillanceRule): Notice[] {
  const feature = surveillanceBands(s).group === 'I-with-feature';
  switch (rule) {
    case 'SU-1': return [];
    case 'SU-2': return actionableType(s) === 'I' && s.classified.neoplasm.kind === 'NET' ? [notice('surveillance-stricter-literal', 'SU-2', 'info', ['treatment.surgery'])] : [];
    case 'SU-3': return [notice('surveillance-enets-floor', 'SU-7', 'info', [], { atLeastEveryMonths: 24 }), ...(feature ? [notice('m1-4-remark', 'M1-4', 'info', ['invasion', 'nodes'])] : [])];
    case 'SU-4': return [notice('surveillance-extended', 'SU-4', 'info', ['treatment.surgery'])];
    case 'SU-5': return [notice('surveillance-none-stated', 'SU-5', 'info', ['treatment'])];
    case 'SU-6': return [];
  }
}

function rulesOf(rule: SurveillanceRule, nse: boolean, notices: readonly Notice[]): string[] {
  return [rule, ...notices.map((n) => n.rule).filter((id) => id === 'SU-7'), ...(nse ? ['SU-8'] : []), ...notices.map((n) => n.rule).filter((id) => id === 'M1-4')];
}

function withoutSchedule(s: Situation, rule: SurveillanceRule): Surveilled {
  const notices = noticesOf(s, rule);
  const missing: MissingFact[] = [];
  if (rule === 'SU-6') addMissing(missing, rule, unknownsOf(s), 'surveillance');
  return {
    part: { every: null, forYears: null, then: null, phase: null, tests: [], due: null, basis: rule === 'SU-5' ? 'none-stated' : 'missing', rules: [rule] },
    recommendations: rule === 'SU-5' ? [{ ...workUp('mdt-discussion', rule, ['beyond the review']), newer: [...newerBeside(rule)] }] : [],
    missing, notices,
  };
}

/**
 * The surveillance of this patient at `s.asOf`: intervals in months, `due` as days (`YYYY-MM-DD`, both ends included).
 * A date of lower precision makes the due window wider; without any date `due` is null and the date is missing.
 */
export function surveil(s: Situation): Surveilled {
  const rule = SURVEILLANCE_TABLE.decide(surveillanceBands(s)).then;
  const schedule = SCHEDULES[rule];
  if (schedule === null) return withoutSchedule(s, rule);

  const { anchor, last, lacking } = courseOf(s, rule);
  const phase = phaseOf(schedule, anchor, s.asOf);
  const due = dueFrom(schedule, phase, last, s.asOf);
  const nse = schedule.tests.includes('chromogranin-a') && nseReplacesCga(s);
  const notices = noticesOf(s, rule);
  const rules = rulesOf(rule, nse, notices);
  if (nse) notices.push(notice('nse-replaces-cga', 'SU-8', 'info', ['labs.cga']));
  if (due === null) notices.push(notice('surveillance-date-missing', rule, 'info', lacking));
  const missing: MissingFact[] = [];
  addMissing(missing, rule, lacking, 'surveillance');
  return {
    part: {
      every: { ...schedule.every }, forYears: schedule.forYears, then: schedule.then === null ? null : { ...schedule.then }, phase,
      tests: schedule.tests.filter((test) => !nse || test !== 'chromogranin-a'), due, basis: schedule.basis, rules,
    },
    recommendations: [], missing, notices,
  };
}

const topic = 'surveillance';
const AS_WORDS: Readonly<Record<SurveillanceRule, { when: string; then: string }>> = {
  'SU-1': { when: 'Distant metastasis (in type II only of the gastric tumour itself); a palliative or R2 resection; or recorded unresectable or surgery declined with the tumour in place (not for a type I without an M1-4 feature).', then: 'Every 2–3 months, open-ended: chromogranin A, tumour hormones, NSE, gastroscopy, CT or MRI.' },
  'SU-2': { when: 'NEC, or type I, after R0 or R1 surgery.', then: 'Every 3–6 months for 5 years, then every 12; for type I a notice that this is literal and stricter than SU-3.' },
  'SU-3': { when: 'Type I (established or probable) without known distant metastasis and without surgery on record.', then: 'Every 6–12 months for 5 years, then every 12: gastroscopy, vitamin B12, thyroid function.' },
  'SU-4': { when: 'Type III after R0 or R1 radical surgery.', then: 'The schedule of SU-2, named as extended to a type for which none is stated.' },
  'SU-5': { when: 'Type II; type III after endoscopic or local resection; MiNEN.', then: 'No interval is stated by the review; mdt-discussion: recommended.' },
  'SU-6': { when: 'Type, treatment or margin unknown.', then: 'No interval; what is missing is named.' },
};

/** Section 10 as the rulebook prints it. */
export const SURVEILLANCE_RULES: readonly RuleRecord[] = [
  ...[...SURVEILLANCE_TABLE.rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ then, because }) => recordOf(remark({ id: then, topic, ...AS_WORDS[then], because }))),
  recordOf(remark({
    id: 'SU-7', topic, when: 'With SU-3.', then: 'ENETS 2016\'s floor of at least every 24 months is quoted beside it.',
    because: review('§6.1 R091', 'After endoscopic treatment no interval is fixed, but two years are the longest.', 'ENETS 2016'),
  })),
  recordOf(remark({
    id: 'SU-8', topic, when: 'Chromogranin A is not raised, in NET G2, NET G3 and NEC.', then: 'NSE replaces it as the marker.',
    because: review('§7 R154', 'Where chromogranin A is not raised NSE can take its place, chiefly in G2 and G3.'),
  })),
];
