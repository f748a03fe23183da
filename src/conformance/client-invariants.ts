/** The invariants of the 3.0 logical models that bind the client: what a hook call and a feedback delivery hold. */
import { collector, type Finding, isFilled, isObject } from './finding';

/** @see cds-r-1 (error), cds-r-2 (warning) */
export function requestFindings(request: unknown): Finding[] {
  const { list, found } = collector();
  if (!isObject(request)) return [{ check: 'request-object', path: '', says: 'is no JSON object' }];
  for (const member of ['hook', 'hookInstance']) if (!isFilled(request[member])) found('request-required', member, 'is missing');
  if (!isObject(request['context'])) found('request-required', 'context', 'is missing');
  const authorization = request['fhirAuthorization'];
  if (isObject(authorization)) {
    if (!isFilled(request['fhirServer'])) found('cds-r-1', 'fhirServer', 'is missing though there is a fhirAuthorization');
    const scopes = isFilled(authorization['scope']) ? authorization['scope'].split(/\s+/) : [];
    if (scopes.some((scope) => scope.startsWith('patient/')) && !isFilled(authorization['patient'])) found('cds-r-2', 'fhirAuthorization.patient', 'should name the patient whom the scopes are bound to');
  }
  return list;
}

/** @see cds-fb-1, cds-fb-2, cds-fb-3 */
export function feedbackFindings(body: unknown): Finding[] {
  const { list, found } = collector();
  const items = isObject(body) ? body['feedback'] : undefined;
  if (!Array.isArray(items) || items.length === 0) return [{ check: 'feedback-list', path: 'feedback', says: 'is no filled list' }];
  for (const [index, item] of (items as unknown[]).entries()) {
    const path = `feedback[${index}]`;
    if (!isObject(item)) { found('feedback-item', path, 'is no object'); continue; }
    if (!isFilled(item['card'])) found('feedback-item', `${path}.card`, 'is missing');
    if (item['outcome'] !== 'accepted' && item['outcome'] !== 'overridden') found('cds-fb-1', `${path}.outcome`, 'is neither accepted nor overridden');
    if (item['outcome'] === 'accepted' && !(Array.isArray(item['acceptedSuggestions']) && item['acceptedSuggestions'].length > 0)) found('cds-fb-2', `${path}.acceptedSuggestions`, 'is missing though the outcome is accepted');
    const reason = item['overrideReason'];
    if (reason !== undefined && !(isObject(reason) && (isObject(reason['reason']) || isFilled(reason['userComment'])))) found('cds-fb-3', `${path}.overrideReason`, 'holds neither a reason nor a comment');
  }
  return list;
}
