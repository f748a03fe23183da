/** What the status of a resource is worth: final enough to decide, shown but not deciding, or nothing. @see terminology.md section 6 */
import type { RejectionReason } from '../../engine';
import type { AnyResource } from '../mapped-picture';
import { codeOf } from './elements';

/** `shown`: preliminary, named to the reader and never decisive. */
export type Standing = { kind: 'counts' } | { kind: 'shown' } | { kind: 'refuted' } | { kind: 'out'; why: RejectionReason };

const COUNTS: Standing = { kind: 'counts' };
const NOT_FINAL: Standing = { kind: 'out', why: 'not-final' };
const CANCELLED: Standing = { kind: 'out', why: 'cancelled' };
const ERROR: Standing = { kind: 'out', why: 'entered-in-error' };

const BY_STATUS: ReadonlyMap<string, ReadonlyMap<string, Standing>> = new Map([
  ['Observation', new Map<string, Standing>([['final', COUNTS], ['amended', COUNTS], ['corrected', COUNTS], ['preliminary', { kind: 'shown' }], ['cancelled', CANCELLED]])],
  ['DiagnosticReport', new Map<string, Standing>([['final', COUNTS], ['amended', COUNTS], ['corrected', COUNTS], ['appended', COUNTS], ['preliminary', { kind: 'shown' }], ['partial', { kind: 'shown' }], ['cancelled', CANCELLED]])],
  ['Procedure', new Map<string, Standing>([['completed', COUNTS], ['not-done', CANCELLED], ['stopped', CANCELLED]])],
]);

export function standingOf(resource: AnyResource): Standing {
  const status = typeof resource['status'] === 'string' ? resource['status'] : null;
  if (resource.resourceType === 'Condition') {
    const verification = codeOf(resource['verificationStatus']);
    if (verification === 'entered-in-error' || codeOf(resource['clinicalStatus']) === 'entered-in-error') return ERROR;
    return verification === 'refuted' ? { kind: 'refuted' } : COUNTS;
  }
  if (status === 'entered-in-error') return ERROR;
  const known = BY_STATUS.get(resource.resourceType);
  return known === undefined ? COUNTS : (known.get(status ?? '') ?? NOT_FINAL);
}

/** FHIR's word for "do not read this without understanding more": an unknown modifier takes its resource out. */
export function hasModifier(resource: AnyResource): boolean {
  if (isFilled(resource['modifierExtension'])) return true;
  const components = resource['component'];
  return Array.isArray(components) && components.some((member) => typeof member === 'object' && member !== null && isFilled((member as Record<string, unknown>)['modifierExtension'])); // sound: just narrowed to an object
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
