/** Chance that repeats itself: the same seed and patient number draw the same values on every machine. */

export interface Chance {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  /** True with the given probability. */
  happens(probability: number): boolean;
  /** One of the list, by weight. */
  oneOf<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
}

export function chanceFor(seed: number, patient: number): Chance {
  // A 32-bit mixing generator: fast, and good enough for people who do not exist.
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(patient + 1, 0x85ebca6b)) | 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    fraction,
    whole: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    happens: (probability) => fraction() < probability,
    oneOf: (choices) => {
      let left = fraction() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) { left -= weight; if (left < 0) return choice; }
      // Sound: a list of choices is never empty here, and rounding alone can lead past its end.
      return choices[choices.length - 1]![1];
    },
  };
}
