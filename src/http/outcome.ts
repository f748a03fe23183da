/** Errors → FHIR OperationOutcomes, in one place: the field's path and the remedy, nothing of the patient, nothing of the inside. */
import { MethodNotAllowed, type OperationalError, Unavailable, Untrusted } from '../hooks';
import { type Answer, json } from './answer';

const issue = (severity: 'error' | 'fatal', code: string, diagnostics: string, path?: string): Record<string, unknown> =>
  ({ resourceType: 'OperationOutcome', issue: [{ severity, code, diagnostics, ...(path === undefined ? {} : { expression: [path.slice(0, 256)] }) }] });

/** An error that knows its status, as an answer. */
export function refusal(error: OperationalError): Answer {
  const said = { 'Content-Language': error.language, Vary: 'Accept-Language' };
  if (error instanceof Untrusted) return json(401, issue('error', 'login', 'The caller is not trusted.'), { 'WWW-Authenticate': 'Bearer', ...said });
  const retry = error.retryAfterSeconds ?? (error instanceof Unavailable ? 1 : undefined);
  return json(error.status, issue('error', error.issue, error.message, error.path), {
    ...said,
    ...(error instanceof MethodNotAllowed ? { Allow: error.allow } : {}),
    ...(retry === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retry))) }),
  });
}

/** A defect: an incident id and nothing else. */
export const defect = (incident: string): Answer => json(500, issue('fatal', 'exception', `Incident ${incident}.`));

