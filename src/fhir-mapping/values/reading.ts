/** What reading a value may come to: a number or interval, or the reason why there is none. */
import type { Measured } from '../../engine';

/**
 * `value` in the unit the reader names. `unreadable`: there is a value that says no number (two that disagree included);
 * `unknown-unit` and `invalid-value` are reasons for rejection; `narrative`: a sentence, never used for a decision, `text` is what it says;
 * `absent`: no value at all, or a dataAbsentReason.
 */
export type ValueReading =
  | { kind: 'value'; value: Measured; text: string; unitUnverified: boolean }
  | { kind: 'unreadable' }
  | { kind: 'unknown-unit' }
  | { kind: 'invalid-value' }
  | { kind: 'narrative'; text: string }
  | { kind: 'absent' };
