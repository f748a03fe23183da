/** Calendar arithmetic, the same in every time zone because it knows none. */
import { addMonths, compareDays, compareWindows, daysBetween, daysInMonth, isAfter, isBefore, latestOf, monthsBetween, onDay, windowAfter, yearsBetween } from '../../src/engine/dates';

test.each([
  ['2026-08-31', 6, '2027-02-28'], ['2027-08-31', 6, '2028-02-29'], ['2024-02-29', 12, '2025-02-28'], ['2026-01-31', 1, '2026-02-28'], ['2026-03-31', 1, '2026-04-30'], ['2026-11-22', 12, '2027-11-22'],
  ['2026-12-15', 1, '2027-01-15'], ['2026-01-15', -1, '2025-12-15'], ['2026-03-31', -13, '2025-02-28'], ['2026-05-05', 0, '2026-05-05'],
])('%s and %d months is %s', (day, months, then) => expect(addMonths(day, months)).toBe(then));
test.each([[1900, 2, 28], [2000, 2, 29], [2024, 2, 29], [2025, 2, 28], [2025, 4, 30], [2025, 6, 30], [2025, 9, 30], [2025, 11, 30], [2025, 12, 31]])('%d-%d has %d days', (y, m, days) => expect(daysInMonth(y, m)).toBe(days));
test.each([['2026-01-01', '2026-03-02', 60], ['2024-02-28', '2024-03-01', 2], ['2025-02-28', '2025-03-01', 1], ['2026-03-02', '2026-01-01', -60], ['1999-12-31', '2000-01-01', 1], ['1900-02-28', '1900-03-01', 1]])('from %s to %s are %d days', (a, b, days) => expect(daysBetween(a, b)).toBe(days));
test.each([['2026-01-31', '2026-02-28', 1], ['2026-01-31', '2026-02-27', 0], ['2025-11-22', '2026-11-22', 12], ['2025-11-23', '2026-11-22', 11], ['2026-11-22', '2025-11-22', -12], ['2026-11-22', '2025-11-23', -11]])('from %s to %s are %d completed months', (a, b, months) => expect(monthsBetween(a, b)).toBe(months));
test('an age counts completed years', () => expect([yearsBetween('1966-11-23', '2026-11-22'), yearsBetween('1966-11-22', '2026-11-22')]).toEqual([59, 60]));

const year = { first: '2026-01-01', last: '2026-12-31' };
test('days and windows compare; no date is the oldest', () => {
  expect([compareDays('2026-01-01', '2026-01-02'), compareDays('2026-01-02', '2026-01-01'), compareDays('2026-01-01', '2026-01-01')]).toEqual([-1, 1, 0]);
  expect([compareWindows(null, null), compareWindows(null, year), compareWindows(year, null), compareWindows(onDay('2026-12-31'), year), compareWindows(onDay('2026-05-01'), year)]).toEqual([0, -1, 1, 1, -1]);
});
test('before and after are three-valued', () => {
  expect([isBefore(onDay('2025-12-31'), year), isBefore(year, onDay('2026-05-01')), isBefore(onDay('2026-12-31'), onDay('2026-12-31')), isBefore(null, year), isBefore(year, null)]).toEqual(['yes', 'unknown', 'no', 'unknown', 'unknown']);
  expect(isAfter(onDay('2027-01-01'), year)).toBe('yes');
});
test('the latest of several dates is the window in which it must lie', () => {
  expect(latestOf([null, year, onDay('2026-05-01')])).toEqual({ first: '2026-05-01', last: '2026-12-31' });
  expect(latestOf([onDay('2026-05-01'), onDay('2025-01-01')])).toEqual(onDay('2026-05-01'));
  expect(latestOf([null])).toBeNull();
});
test('a window after a date of lower precision', () => expect(windowAfter({ first: '2024-05-01', last: '2024-05-31' }, 6, 12)).toEqual({ first: '2024-11-01', last: '2025-05-31' }));
