/** Gastrin against the laboratory's own upper limit. @see rules.md TY-9 */
import type { Measured } from '../../engine';
import { asObject, type Element } from '../records/elements';
import { type Amount, amountOf, isInterval, rounded, scaled } from './amounts';
import { interpretedLevel, type Level, levelAgainst, type Limits, limitsOf, worded } from './limits';
import { converted, isMassPerVolume, isMolesPerVolume, ucumOf } from './units';

/** Molecular weights in g/mol: serum holds a mixture of the two main forms, so mass and moles convert only nominally. */
const GASTRIN_17 = 2098.2;
const GASTRIN_34 = 3849;

/** An unclassified result is no notice here: the rule that needs gastrin says so. */
export type GastrinNotice = 'gastrin-converted-nominal' | 'gastrin-configured-limit';

/** `value` and `limit` as recorded, for showing; `multiple` is value / limit where both are numbers of comparable units. */
export interface GastrinReading {
  class: 'normal' | 'elevated' | 'unclassified';
  value: string | null;
  limit: string | null;
  multiple: number | null;
  notices: GastrinNotice[];
  /** Why the result counts for nothing at all; null where it counts. */
  rejected: 'invalid-value' | null;
}

/**
 * Classifies a gastrin result: its own reference range first (the limit itself is normal), which its interpretation must not contradict; else the interpretation, or a worded value;
 * else the configured limit, which is then named. A comparator or interval counts only when it lies wholly on one side.
 * @returns null when the resource has neither value nor interpretation.
 */
export function readGastrin(holder: unknown, configured: { value: number; unit: string } | null): GastrinReading | null {
  const result = asObject(holder);
  if (result === null) return null;
  const amount = amountOf(result);
  const word = worded(result);
  const interpreted = interpretedLevel(result);
  const said = word !== null && interpreted !== null && word !== interpreted ? 'disagree' : (word ?? interpreted);
  if (amount.kind === 'absent' && said === null) return null;
  const number = amount.kind === 'amount' && amount.per === null ? amount : null;
  if (number !== null && (number.value.low < 0 || !isInterval(number.value))) return { ...unclassified(number.text, null), rejected: 'invalid-value' };
  const value = number?.text ?? textOf(result);
  const limits = limitsOf(result);
  const upper = limits?.high === null || limits === null ? null : limits;
  const judged = number === null || upper === null ? null : judge(number, upper);
  const limitUnit = upper?.unit ?? upper?.code ?? null;
  const limit = upper === null ? null : `${upper.high}${limitUnit === null ? '' : ` ${limitUnit}`}`;
  const multiple = judged?.multiple ?? null;
  const notices: GastrinNotice[] = judged?.nominal === true ? ['gastrin-converted-nominal'] : [];

  if (said === 'disagree') return { ...unclassified(value, limit), multiple };
  const judgedClass = judged?.level ?? null;
  const saidClass = said === null ? null : classOf(said);
  if (judgedClass !== null && saidClass !== null && classOf(judgedClass) !== saidClass) return { ...unclassified(value, limit), multiple };
  if (judgedClass !== null) return { class: classOf(judgedClass), value, limit, multiple, notices, rejected: null };
  // A range that is there and does not settle it (an interval across the limit) is not overruled by a word.
  if (judged?.comparable === true) return { ...unclassified(value, limit), multiple, notices };
  if (saidClass !== null) return { class: saidClass, value, limit, multiple, notices, rejected: null };
  if (configured !== null && number !== null && upper === null) {
    const byConfigured = judge(number, { low: null, high: configured.value, lowOpen: false, highOpen: false, unit: configured.unit, code: null, text: '' }, true);
    const named = `${configured.value} ${configured.unit}`;
    if (byConfigured.level !== null) {
      return {
        class: classOf(byConfigured.level), value, limit: named, multiple: byConfigured.multiple,
        notices: ['gastrin-configured-limit', ...(byConfigured.nominal ? (['gastrin-converted-nominal'] as const) : [])], rejected: null,
      };
    }
  }
  return unclassified(value, limit);
}

const classOf = (level: Level): 'normal' | 'elevated' => (level === 'high' ? 'elevated' : 'normal');

const unclassified = (value: string | null, limit: string | null): GastrinReading => ({ class: 'unclassified', value, limit, multiple: null, notices: [], rejected: null });

interface Judgement { level: Level | null; multiple: number | null; nominal: boolean; comparable: boolean }

/** `unitNeeded`: the limit comes from elsewhere, so that a bare number cannot be supposed to be in its unit. */
function judge(amount: Amount, limits: Limits, unitNeeded = false): Judgement {
  const valueUnit = ucumOf(amount.unit, amount.code);
  const limitUnit = ucumOf(limits.unit, limits.code);
  const high = limits.high ?? 0;
  if (!unitNeeded && (valueUnit === null || limitUnit === null)) return direct(amount.value, limits, high);
  if (valueUnit === null || limitUnit === null) return { level: null, multiple: null, nominal: false, comparable: false };
  if (valueUnit.toLowerCase() === limitUnit.toLowerCase()) return direct(amount.value, limits, high);
  if ((isMassPerVolume(valueUnit) && isMolesPerVolume(limitUnit)) || (isMolesPerVolume(valueUnit) && isMassPerVolume(limitUnit))) {
    const with17 = converted(1, valueUnit, limitUnit, { molecularWeight: GASTRIN_17 });
    const with34 = converted(1, valueUnit, limitUnit, { molecularWeight: GASTRIN_34 });
    if (with17 === null || with34 === null) return { level: null, multiple: null, nominal: true, comparable: false };
    const first = levelAgainst(scaled(amount.value, with17), { ...limits, low: null });
    const second = levelAgainst(scaled(amount.value, with34), { ...limits, low: null });
    const multiple = multipleOf(scaled(amount.value, with17), high);
    return { level: first === second ? first : null, multiple, nominal: true, comparable: true };
  }
  const factor = converted(1, valueUnit, limitUnit);
  return factor === null ? { level: null, multiple: null, nominal: false, comparable: false } : direct(scaled(amount.value, factor), limits, high);
}

function direct(value: Measured, limits: Limits, high: number): Judgement {
  // Whether gastrin is below the lower limit makes no difference: it is not elevated. `<100` as a limit still holds 100 as normal (TY-9).
  return { level: levelAgainst(value, { ...limits, low: null, highOpen: false }), multiple: multipleOf(value, high), nominal: false, comparable: true };
}

function multipleOf(value: Measured, high: number): number | null {
  return value.low === value.high && high > 0 ? rounded(value.low / high) : null;
}

function textOf(result: Element): string | null {
  const string = result['valueString'];
  if (typeof string === 'string') return string.slice(0, 80);
  const concept = asObject(result['valueCodeableConcept']);
  const text = concept?.['text'];
  return typeof text === 'string' ? text.slice(0, 80) : null;
}
