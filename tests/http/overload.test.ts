/** A day at the house by a clock of its own: calls arrive at a fixed rate, one is worked on a turn, and refusing costs time too. */
import { admission } from '../../src/http/admission';

interface Day { answeredMs: number[]; refusedMs: number[] }

/** @param costs milliseconds of computing: one call's work, taking one in or refusing it. */
function lived(costs: { work: number; arrival: number }, arrivals: (index: number) => number, untilMs: number): Day {
  let now = 0;
  let next = 0;
  const house = admission(64, () => now);
  const line: { at: number; inLineAt: number }[] = [];
  const day: Day = { answeredMs: [], refusedMs: [] };
  while (now < untilMs) {
    if (line.length === 0) now = Math.max(now, arrivals(next));
    // All that has come by now is seen in this turn; what comes while it is seen belongs to the next.
    for (const seen = now; arrivals(next) <= seen; next += 1) {
      const at = arrivals(next);
      now += costs.arrival;
      if (house.enter()) line.push({ at, inLineAt: now });
      else day.refusedMs.push(now - at);
    }
    const first = line.shift();
    if (first === undefined) continue;
    house.waited(now - first.inLineAt);
    now += costs.work;
    house.leave();
    day.answeredMs.push(now - first.at);
  }
  return day;
}

const p99 = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;

describe.each([['a quick service', { work: 0.65, arrival: 0.13 }], ['a slow service', { work: 2, arrival: 0.2 }], ['a service to which refusing is dear', { work: 0.5, arrival: 0.13 }]])('%s', (_name, costs) => {
  const perCall = costs.work + costs.arrival;
  /** Sixty-four callers who each send again when they are answered: everybody waits for everybody. */
  const atCapacity = 64 * perCall;
  const overloaded = lived(costs, (index) => (index * perCall) / 4, 6000);
  const settled = overloaded.answeredMs.slice(Math.floor(overloaded.answeredMs.length / 10));

  test('answers at four times what it can take wait at most three times as long as at capacity', () => {
    expect(overloaded.refusedMs.length).toBeGreaterThan(overloaded.answeredMs.length);
    expect(p99(settled)).toBeLessThan(3 * atCapacity);
  });

  test('tells the rest within 50 ms', () => { expect(p99(overloaded.refusedMs)).toBeLessThan(50); });

  test('is as before within two seconds of its end', () => {
    const ended = 3000;
    const { answeredMs, refusedMs } = lived(costs, (index) => (index * perCall < 4 * ended ? (index * perCall) / 4 : ended + 1500 + (index - Math.ceil((4 * ended) / perCall)) * perCall * 2), 8000);
    expect(answeredMs.slice(-500).every((ms) => ms <= 3 * perCall)).toBe(true);
    expect(refusedMs.length).toBeGreaterThan(0);
  });

  test('at what it can take nobody is refused', () => {
    expect(lived(costs, (index) => index * perCall * 1.01, 3000).refusedMs).toEqual([]);
  });
});
