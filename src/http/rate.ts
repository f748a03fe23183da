/** Requests a minute for each peer address, in bounded memory. */

const MINUTE_MS = 60_000;
const MOST_PEERS = 100_000;

export interface Rate {
  /** Seconds to wait, or null when the request may pass. */
  secondsToWait(peer: string): number | null;
}

/** @param perMinute 0: no limit. @param nowMs a monotonic clock. */
export function rateFor(perMinute: number, nowMs: () => number): Rate {
  if (perMinute === 0) return { secondsToWait: () => null };
  const windows = new Map<string, { since: number; count: number }>();
  return {
    secondsToWait: (peer) => {
      const now = nowMs();
      let window = windows.get(peer);
      if (window === undefined || now - window.since >= MINUTE_MS) {
        // Deleting first puts the peer last: the map is then in the order of its windows, the oldest first.
        windows.delete(peer);
        window = { since: now, count: 0 };
        windows.set(peer, window);
        for (const [oldest, { since }] of windows) {
          if (windows.size <= MOST_PEERS && now - since < MINUTE_MS) break;
          windows.delete(oldest);
        }
      }
      window.count += 1;
      return window.count <= perMinute ? null : Math.max(1, Math.ceil((window.since + MINUTE_MS - now) / 1000));
    },
  };
}
