/** How many requests may be in the house at once: MAX_IN_FLIGHT, and fewer for as long as more come than can be worked on. */

/** While overloaded, this long may a request wait for its turn; a longer line would only make every answer late. */
const LONGEST_WAIT_MS = 50;
/** Without a refusal for this long the overload is over. */
const OVER_AFTER_MS = 1000;
const NEVER_FEWER_THAN = 8;

export interface Admission {
  /** False: it must be refused. What was let in leaves by `leave`. */
  enter(): boolean;
  leave(): void;
  /** Told of every request that had to wait for its turn, and how long. */
  waited(ms: number): void;
  inFlight(): number;
}

/** @param most MAX_IN_FLIGHT: nothing is refused before so many are in. @param nowMs a monotonic clock. */
export function admission(most: number, nowMs: () => number): Admission {
  const least = Math.min(most, NEVER_FEWER_THAN);
  let limit = most;
  let inside = 0;
  let refusedAt = Number.NEGATIVE_INFINITY;
  const overloaded = (): boolean => nowMs() - refusedAt < OVER_AFTER_MS;
  return {
    enter: () => {
      if (inside < limit) { inside += 1; return true; }
      if (inside < most && !overloaded()) { limit = most; inside += 1; return true; }
      refusedAt = nowMs();
      return false;
    },
    leave: () => { inside -= 1; },
    waited: (ms) => {
      if (limit === most && ms <= LONGEST_WAIT_MS) return;
      if (!overloaded()) limit = most;
      else limit = ms > LONGEST_WAIT_MS ? Math.max(least, limit - 1) : Math.min(most, limit + 1);
    },
    inFlight: () => inside,
  };
}
