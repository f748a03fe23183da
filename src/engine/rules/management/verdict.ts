/** The answer to a condition together with the facts it is waiting for: three-valued, so that unknown is never read as absent. */
import type { Tri } from '../../picture';
import type { Fact } from '../../vocabulary';

/** `needs` is empty unless the answer is `unknown`. */
export interface Verdict { readonly tri: Tri; readonly needs: readonly Fact[] }

const NOTHING: readonly Fact[] = [];
export const YES: Verdict = { tri: 'yes', needs: NOTHING };
export const NO: Verdict = { tri: 'no', needs: NOTHING };
/** Not to be said before these facts are known. */
export const waitsFor = (...needs: readonly Fact[]): Verdict => ({ tri: 'unknown', needs });

/** A plain answer, with the facts that would settle it if it is `unknown`. */
export const verdictOf = (tri: Tri, ...needs: readonly Fact[]): Verdict => (tri === 'yes' ? YES : tri === 'no' ? NO : { tri, needs });

/** A plain truth as a verdict. */
export const when = (truth: boolean): Verdict => (truth ? YES : NO);

function gathered(verdicts: readonly Verdict[]): Verdict {
  const needs = new Set<Fact>();
  for (const v of verdicts) for (const fact of v.needs) needs.add(fact);
  return { tri: 'unknown', needs: [...needs] };
}

/** `no` if any is `no`; else it waits for all that is open. */
export function all(...verdicts: readonly Verdict[]): Verdict {
  let open = false;
  for (const v of verdicts) {
    if (v.tri === 'no') return NO;
    if (v.tri === 'unknown') open = true;
  }
  return open ? gathered(verdicts) : YES;
}

/** `yes` if any is `yes`; else it waits for all that is open. */
export function any(...verdicts: readonly Verdict[]): Verdict {
  let open = false;
  for (const v of verdicts) {
    if (v.tri === 'yes') return YES;
    if (v.tri === 'unknown') open = true;
  }
  return open ? gathered(verdicts) : NO;
}

/** The opposite; what it waits for stays the same. */
export const opposite = (v: Verdict): Verdict => (v.tri === 'yes' ? NO : v.tri === 'no' ? YES : v);
