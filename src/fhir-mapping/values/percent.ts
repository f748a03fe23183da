/** Shares of a mixed tumour, in percent. */
import { readKi67Percent } from './ki67';
import type { ValueReading } from './reading';

/** Percent, 0–100, of a component's share; units are read as they are for Ki-67 (a bare number up to 1 is `unknown-unit`). */
export function readPercent(holder: unknown): ValueReading {
  return readKi67Percent(holder);
}
