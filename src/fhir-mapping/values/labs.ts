/** Supporting laboratory results as low, normal or high, by their own reference range or interpretation. */
import type { Lab } from '../../engine';
import { asObject } from '../records/elements';
import { amountOf, isInterval, scaled } from './amounts';
import { interpretedLevel, type Level, levelAgainst, limitsOf, worded } from './limits';
import { converted, ucumOf } from './units';

/** Molecular weights in g/mol, for the results that laboratories give in mass and in moles. */
const MOLECULAR_WEIGHTS: Partial<Record<Lab, number>> = { 'vitamin-b12': 1355.37, 'iron': 55.845 };

export interface LabReading { level: Level | 'unclassified'; value: string; rejected: 'invalid-value' | 'unreadable' | null }

/** A result against its own limits; range and interpretation that disagree, or nothing to judge by, are `unclassified`. Null when there is neither value nor interpretation. */
export function readLab(holder: unknown, lab: Lab): LabReading | null {
  const result = asObject(holder);
  if (result === null) return null;
  const amount = amountOf(result);
  const word = worded(result);
  const interpreted = interpretedLevel(result);
  if (amount.kind === 'absent' && interpreted === null) return null;
  if (amount.kind !== 'amount' && word === null && interpreted === null) return { level: 'unclassified', value: '', rejected: 'unreadable' };
  const value = amount.kind === 'amount' ? amount.text : (word ?? interpreted ?? '');
  if (amount.kind === 'amount' && (amount.value.low < 0 || !isInterval(amount.value))) return { level: 'unclassified', value, rejected: 'invalid-value' };
  const limits = limitsOf(result);
  let judged: Level | null = null;
  let comparable = false;
  if (amount.kind === 'amount' && amount.per === null && limits !== null) {
    const from = ucumOf(amount.unit, amount.code);
    const to = ucumOf(limits.unit, limits.code);
    const molecularWeight = MOLECULAR_WEIGHTS[lab];
    const options = { thyrotropin: lab === 'tsh', ...(molecularWeight === undefined ? {} : { molecularWeight }) };
    const factor = from === null || to === null || from.toLowerCase() === to.toLowerCase() ? 1 : converted(1, from, to, options);
    if (factor !== null) {
      comparable = true;
      judged = levelAgainst(factor === 1 ? amount.value : scaled(amount.value, factor), limits);
    }
  }
  const said = new Set([judged, word, interpreted].filter((level) => level !== null));
  if (comparable && judged === null) return { level: 'unclassified', value, rejected: null };
  const [only] = said;
  return { level: said.size === 1 && only !== undefined && only !== 'disagree' ? only : 'unclassified', value, rejected: null };
}
