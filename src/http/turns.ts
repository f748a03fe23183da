/** One piece of work a turn of the event loop: between two, all that has arrived meanwhile is seen, counted and, if it is too much, refused. */

/** Resolves when it is one's turn; first come, first served. */
export type Turn = () => Promise<void>;

/** A turn of the event loop takes in one new connection only, so that after a burst many turns must go by before all are seen. More than this in a row would starve the work. */
const MOST_TURNS_WITHOUT_WORK = 48;

/**
 * @param seen how many have been seen so far that the work stands in the way of: new connections, and requests that were refused. While turns bring more of them, work waits.
 * @param afterArrivals runs its argument once the arrivals of this turn have been seen.
 */
export function turns(seen: () => number, afterArrivals: (next: () => void) => void = setImmediate): Turn {
  const waiting: (() => void)[] = [];
  let seenBefore = 0;
  let withoutWork = 0;
  const next = (): void => {
    const now = seen();
    if (now !== seenBefore && withoutWork < MOST_TURNS_WITHOUT_WORK) {
      withoutWork += 1;
    } else {
      withoutWork = 0;
      waiting.shift()?.();
    }
    seenBefore = now;
    if (waiting.length > 0) afterArrivals(next);
  };
  return () => new Promise((begin) => {
    waiting.push(begin);
    if (waiting.length > 1) return;
    seenBefore = seen();
    afterArrivals(next);
  });
}
