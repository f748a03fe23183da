/** Errors → FHIR OperationOutcomes, in one place: the field's path and the remedy, nothing of the patient, nothing of the inside. */
import { MalformedRequest, MethodNotAllowed, NeededDataMissing, NotAssessable, type OperationalError, Unavailable, Untrusted } from '../hooks';
import { type Answer, json } from './answer';

const issue = (severity: 'error' | 'fatal', code: string, diagnostics: string, path?: string): Record<string, unknown> =>
  ({ resourceType: 'OperationOutcome', issue: [{ severity, code, diagnostics, ...(path === undefined ? {} : { expression: [path.slice(0, 256)] }) }] });

/** Errors in what was asked speak the caller's language where they can; the others are the same for everyone. */
const aboutContent = (error: OperationalError): boolean => error instanceof MalformedRequest || error instanceof NeededDataMissing || error instanceof NotAssessable;

/** An error that knows its status, as an answer. */
export function refusal(error: OperationalError): Answer {
  if (error instanceof Untrusted) return json(401, issue('error', 'login', 'The caller is not trusted.'), { 'WWW-Authenticate': 'Bearer' });
  const retry = error.retryAfterSeconds ?? (error instanceof Unavailable ? 1 : undefined);
  return json(error.status, issue('error', error.issue, error.message, error.path), {
    ...(aboutContent(error) ? { 'Content-Language': error.language, Vary: 'Accept-Language' } : {}),
    ...(error instanceof MethodNotAllowed ? { Allow: error.allow } : {}),
    ...(retry === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(retry))) }),
  });
}

/** A defect: an incident id and nothing else. */
export const defect = (incident: string): Answer => json(500, issue('fatal', 'exception', `Incident ${incident}.`));

