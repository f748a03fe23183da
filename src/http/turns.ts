/** One piece of work a turn of the event loop: between two, all that has arrived meanwhile is seen, counted and, if it is too much, refused. */

/** Resolves when it is one's turn; first come, first served. */
export type Turn = () => Promise<void>;

/** @param afterArrivals runs its argument once the arrivals of this turn have been seen. */
export function turns(afterArrivals: (next: () => void) => void = setImmediate): Turn {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) afterArrivals(next);
  };
  return () => new Promise((begin) => {
    waiting.push(begin);
    if (waiting.length === 1) afterArrivals(next);
  });
}
