/** Numbers and intervals against thresholds. */
import { above, atLeast, bandsOf, below, exactly, higherOf, highest, isExact, isHigher, upTo, widened } from '../../src/engine/measured';
import { aboutPercent, percent, percentAbove, percentAtLeast, percentBelow, percentBetween, percentUpTo } from './a-picture';

test.each([
  ['2.9', percent(2.9), 'yes', 'yes'], ['3', percent(3), 'no', 'yes'], ['3.1', percent(3.1), 'no', 'no'], ['<3', percentBelow(3), 'yes', 'yes'], ['≤3', percentUpTo(3), 'unknown', 'yes'],
  ['>3', percentAbove(3), 'no', 'no'], ['≥3', percentAtLeast(3), 'no', 'unknown'], ['2–5', percentBetween(2, 5), 'unknown', 'unknown'], ['<5', percentBelow(5), 'unknown', 'unknown'], ['about 3.2', aboutPercent(3.2), 'unknown', 'unknown'], ['about 4', aboutPercent(4), 'no', 'no'],
])('%s against 3', (_, m, isBelow, isUpTo) => {
  const opposite = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;
  expect([below(m, 3), upTo(m, 3)]).toEqual([isBelow, isUpTo]);
  expect([atLeast(m, 3), above(m, 3)]).toEqual([opposite[isBelow as 'yes'], opposite[isUpTo as 'yes']]);
});
test('nothing measured is unknown against any edge', () => expect([below(null, 3), upTo(null, 3), above(null, 3), atLeast(null, 3), bandsOf(null, [{ band: 'all' }])]).toEqual(['unknown', 'unknown', 'unknown', 'unknown', []]));
test('an approximate interval is widened at the end that is near an edge', () => {
  expect(widened({ ...percentBetween(15, 19), approximate: true }, [3, 20])).toEqual({ low: 15, high: 22, lowOpen: false, highOpen: false, approximate: false });
  expect(widened({ ...percentBetween(22, 50), approximate: true }, [20])).toMatchObject({ low: 18, high: 50 });
  expect(widened({ ...percentAbove(40), high: Number.POSITIVE_INFINITY, approximate: true }, [20])).toMatchObject({ low: 40, high: Number.POSITIVE_INFINITY });
});
test('exact means one number and not about', () => expect([isExact(exactly(3)), isExact(aboutPercent(3)), isExact(percentBetween(2, 3))]).toEqual([true, false, false]));
test('the highest of several, end by end', () => {
  expect(highest([])).toBeNull();
  expect(highest([percent(3), percentBetween(1, 9), percent(5)])).toMatchObject({ low: 5, high: 9 });
  expect(higherOf(percentBelow(5), percentUpTo(5))).toMatchObject({ low: 0, high: 5, highOpen: false });
  expect(higherOf(percentAtLeast(5), percentAbove(5))).toMatchObject({ low: 5, lowOpen: true });
  expect(higherOf(aboutPercent(5), percent(7))).toMatchObject({ low: 7, approximate: true });
});
test.each([['7 against 5', percent(7), percent(5), 'yes'], ['5 against 5', percent(5), percent(5), 'no'], ['3–9 against 5', percentBetween(3, 9), percent(5), 'unknown'], ['>5 against 5', percentAbove(5), percent(5), 'yes'], ['5 against <5', percent(5), percentBelow(5), 'yes']])('is it higher: %s', (_, a, b, answer) => expect(isHigher(a, b)).toBe(answer));
