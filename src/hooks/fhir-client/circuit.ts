/** Leaving a failing origin alone: after five failed calls in a row, or for as long as it asks, then one probe. */

const FAILURES_TO_OPEN = 5;
const SHORTEST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 20_000;
const LONGEST_PAUSE_MS = 30_000;

/** `fault`: the server did not answer usably; `alive`: it answered, whatever it said; `unknown`: the call was ended from our side. */
export type CallVerdict = 'fault' | 'alive' | 'unknown';

export class Circuit {
  private failures = 0;
  private openUntil = 0;
  private pausedUntil = 0;
  private openMs = SHORTEST_OPEN_MS;
  private probe: { settled: Promise<void>; end: () => void } | null = null;

  /** @param now milliseconds of a clock. */
  constructor(private readonly now: () => number) {}

  /** Waits for a probe under way; null: leave the origin alone. Otherwise the caller must hand the verdict to the function it gets. */
  async enter(): Promise<((verdict: CallVerdict) => void) | null> {
    if (this.now() < this.pausedUntil) return null;
    while (this.probe !== null) await this.probe.settled;
    if (this.now() < this.openUntil || this.now() < this.pausedUntil) return null;
    const probing = this.openUntil !== 0;
    if (probing) {
      let end = (): void => undefined;
      const settled = new Promise<void>((resolve) => { end = resolve; });
      this.probe = { settled, end };
    }
    return (verdict) => this.leave(verdict, probing);
  }

  /** The origin asked to be left alone. @param ms capped at 30 s. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + Math.min(ms, LONGEST_PAUSE_MS));
  }

  private leave(verdict: CallVerdict, probing: boolean): void {
    if (verdict === 'alive') {
      this.failures = 0;
      this.openUntil = 0;
      this.openMs = SHORTEST_OPEN_MS;
    } else if (verdict === 'fault') {
      this.failures += 1;
      if (probing) this.openMs = Math.min(this.openMs * 2, LONGEST_OPEN_MS);
      if (probing || (this.failures >= FAILURES_TO_OPEN && this.openUntil === 0)) this.openUntil = this.now() + this.openMs;
    }
    if (probing) {
      const { probe } = this;
      this.probe = null;
      probe?.end();
    }
  }
}
