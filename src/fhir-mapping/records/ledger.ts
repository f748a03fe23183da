/** The account of one mapping: what was used, what was left out and why, what contradicts itself and what a reader must be told. */
import type { ConflictCode, DateWindow, Fact, MappingConflict, MappingNotice, NoticeCode, RejectionReason } from '../../engine';
import type { EvidenceLine, RejectedResource } from '../mapped-picture';
import type { Concept } from '../terminology';
import { compareDates } from './date-order';

type About = Record<string, string | number>;

export class Ledger {
  readonly #evidence = new Map<string, EvidenceLine>();
  readonly #rejected = new Map<string, RejectedResource>();
  readonly #notices = new Map<string, MappingNotice>();
  readonly #conflicts = new Map<string, MappingConflict>();
  readonly #out = new Set<string>();
  readonly #unread = new Map<Concept, { date: DateWindow | null; resource: string }>();
  readonly #textMatched = new Set<Fact>();

  /** A result that was read, whether or not a newer one decides; said twice it stands once. */
  used(line: EvidenceLine): void {
    this.#evidence.set(`${line.fact}\n${line.date ?? ''}\n${line.resource}\n${line.value}`, line);
  }

  reject(resource: string, why: RejectionReason): void {
    this.#out.add(resource);
    this.#rejected.set(`${why} ${resource}`, { resource, why });
  }

  /** A value that only another one shows to be impossible: rejected, and evidence of nothing. */
  rejectUsed(resource: string, fact: Fact, why: RejectionReason): void {
    for (const [key, line] of this.#evidence) if (line.resource === resource && line.fact === fact) this.#evidence.delete(key);
    this.reject(resource, why);
  }

  notice(code: NoticeCode, rule: string, severity: 'info' | 'warning', facts: Fact[], about: About = {}): void {
    const key = JSON.stringify([code, facts, about]);
    // Said twice with different weight, the heavier word stands.
    if (severity === 'warning' || !this.#notices.has(key)) this.#notices.set(key, { code, rule, severity, facts, about });
  }

  conflict(code: ConflictCode, rule: string, facts: Fact[], about: About = {}): void {
    this.#conflicts.set(JSON.stringify([code, facts, about]), { code, rule, facts, about });
  }

  isRejected(resource: string): boolean {
    return this.#out.has(resource);
  }

  /** A result that says something which cannot be read: what is older than it is no longer certain. */
  unread(concept: Concept, date: DateWindow | null, resource: string): void {
    const known = this.#unread.get(concept);
    if (known === undefined || compareDates(date, known.date) > 0) this.#unread.set(concept, { date, resource });
  }

  newestUnread(concepts: ReadonlySet<Concept>): { date: DateWindow | null; resource: string } | null {
    let newest: { date: DateWindow | null; resource: string } | null = null;
    for (const concept of concepts) {
      const found = this.#unread.get(concept);
      if (found !== undefined && (newest === null || compareDates(found.date, newest.date) > 0)) newest = found;
    }
    return newest;
  }

  /** The fact stands in the picture only because of words. */
  textMatched(fact: Fact): void {
    this.#textMatched.add(fact);
  }

  evidence(): EvidenceLine[] {
    return [...this.#evidence.values()].sort(
      (a, b) => byCodeUnit(a.fact, b.fact) || byCodeUnit(a.date ?? '', b.date ?? '') || byCodeUnit(a.resource, b.resource) || byCodeUnit(a.value, b.value),
    );
  }

  rejected(): RejectedResource[] {
    return [...this.#rejected.values()].sort((a, b) => byCodeUnit(a.resource, b.resource) || byCodeUnit(a.why, b.why));
  }

  notices(): MappingNotice[] {
    return sortedByKey(this.#notices);
  }

  conflicts(): MappingConflict[] {
    return sortedByKey(this.#conflicts);
  }

  textMatchedFacts(): Fact[] {
    return [...this.#textMatched].sort(byCodeUnit);
  }
}

/** Plain order of code units: the same on every machine, whatever its locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortedByKey<V>(entries: Map<string, V>): V[] {
  return [...entries].sort(([a], [b]) => byCodeUnit(a, b)).map(([, value]) => value);
}
