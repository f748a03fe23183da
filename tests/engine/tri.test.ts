/** Three-valued logic: unknown stays unknown unless what is known already decides. */
import { and, is, isPresent, not, or, triOf } from '../../src/engine/tri';

test.each([['yes', 'yes', 'yes', 'yes'], ['yes', 'no', 'no', 'yes'], ['yes', 'unknown', 'unknown', 'yes'], ['no', 'unknown', 'no', 'unknown'], ['unknown', 'unknown', 'unknown', 'unknown'], ['no', 'no', 'no', 'no']] as const)('%s with %s: and %s, or %s', (a, b, both, either) => {
  expect([and(a, b), and(b, a), or(a, b), or(b, a)]).toEqual([both, both, either, either]);
});
test('of nothing: and is yes, or is no', () => expect([and(), or()]).toEqual(['yes', 'no']));
test('not', () => expect([not('yes'), not('no'), not('unknown')]).toEqual(['no', 'yes', 'unknown']));
test('from plain truth, presence and values', () => {
  expect([triOf(true), triOf(false)]).toEqual(['yes', 'no']);
  expect([isPresent('present'), isPresent('absent'), isPresent('unknown')]).toEqual(['yes', 'no', 'unknown']);
  expect([is('liver', 'liver', 'bone'), is('lung', 'liver'), is('unknown', 'liver'), is(null, 'liver')]).toEqual(['yes', 'no', 'unknown', 'unknown']);
});
