/** Feedback as clients send it: batches, the same twice, cards that nobody knows. Left out where there is no such endpoint. */
import { randomUUID } from 'node:crypto';
import { exchange, spokenOf, type Target } from './exchange';
import type { Finding } from './finding';

export async function checkFeedback(target: Target, serviceId: string): Promise<{ findings: Finding[]; done: string[] }> {
  const path = `/cds-services/${encodeURIComponent(serviceId)}/feedback`;
  const findings: Finding[] = [];
  const done: string[] = [];
  const post = (body: unknown) => exchange(target, { method: 'POST', path, body: JSON.stringify(body) });
  const item = { card: randomUUID(), outcome: 'overridden', outcomeTimestamp: '2026-01-02T03:04:05Z', overrideReason: { reason: { code: 'synthetic', system: 'https://example.org/reasons' } } };
  const batch = { feedback: [item, { card: randomUUID(), outcome: 'accepted', acceptedSuggestions: [{ id: randomUUID() }], outcomeTimestamp: '2026-01-02T03:04:06Z' }] };
  const first = await post(batch);
  if (first.status === 0) return { findings: [{ check: 'feedback-stored', path: `POST ${path}`, says: `a batch got ${spokenOf(first)}` }], done: ['feedback-stored'] };
  // The specification lets a service do without feedback.
  if (first.status === 404 || first.status === 405) return { findings, done: ['feedback-not-offered'] };
  const expect = (check: string, holds: boolean, says: string): void => { done.push(check); if (!holds) findings.push({ check, path: `POST ${path}`, says }); };
  expect('feedback-stored', first.status >= 200 && first.status < 300, `a batch about cards of another day got ${spokenOf(first)}; one unknown card must not lose the rest`);
  const again = await post(batch);
  expect('feedback-idempotent', again.status === first.status, `the same batch again got ${again.status}`);
  const empty = await post({ feedback: [] });
  expect('feedback-refuses-empty', empty.status === 400, `an empty batch got ${empty.status}; 400 is right`);
  const none = await post({});
  expect('feedback-refuses-none', none.status === 400, `a body without feedback got ${none.status}; 400 is right`);
  return { findings, done };
}
