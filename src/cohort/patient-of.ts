/** Whose a line of a Bulk Data file is, and which shard it belongs into: decided on the text, parsed only when that is not clear. */
import { ABOUT_A_PATIENT } from './sources/resource-types';

/** `bad`: what is wrong with the line. `elsewhere`: a resource that is about no patient, which an export may well hold. */
export type Belonging = { patient: string } | { bad: string } | 'shared' | 'elsewhere';

/** Slashes, spaces and control characters would lead out of a reference, a file's line or a terminal's. */
const ID = '[^/?#|"\\\\\\s\\u0000-\\u001f]{1,128}';
const SUBJECT = new RegExp(`"(?:subject|patient)"\\s*:\\s*\\{\\s*"reference"\\s*:\\s*"(?:[^"\\\\]*/)?Patient/(${ID})(?:/_history/[^"\\\\]*)?"`);
const OTHER_PATIENT = new RegExp(`"reference"\\s*:\\s*"(?:[^"\\\\]*/)?Patient/(${ID})(?:/_history/[^"\\\\]*)?"`, 'g');
const REFERENCE = new RegExp(`(?:^|/)Patient/(${ID})(?:/_history/.*)?$`);
const NEEDS_PARSING = /"resourceType"\s*:\s*"(?:Patient|Bundle|Medication)"/;

export function belongingOf(line: string): Belonging {
  const patient = NEEDS_PARSING.test(line) ? undefined : SUBJECT.exec(line)?.[1];
  // One patient named anywhere in it: no parsing would say anything else. Whether it is JSON is seen when it is assessed.
  if (patient !== undefined && [...line.matchAll(OTHER_PATIENT)].every(([, id]) => id === patient)) return { patient };
  return parsedBelonging(line);
}

function parsedBelonging(line: string): Belonging {
  let resource: unknown;
  try { resource = JSON.parse(line); } catch { return { bad: 'is not JSON' }; }
  if (!isObject(resource) || typeof resource['resourceType'] !== 'string') return { bad: 'is no FHIR resource' };
  const { resourceType: type, id } = resource as { resourceType: string; id?: unknown };
  if (type === 'Patient') return typeof id === 'string' && new RegExp(`^${ID}$`).test(id) ? { patient: id } : { bad: 'is a Patient without a usable id' };
  if (type === 'Bundle') return { bad: 'is a Bundle among single resources; give it in a file of its own' };
  if (type === 'Medication') return 'shared';
  for (const member of ['subject', 'patient']) {
    const patient = idIn(resource[member]);
    if (patient !== null) return { patient };
  }
  return ABOUT_A_PATIENT.has(type) ? { bad: `is ${/^[AO]/.test(type) ? 'an' : 'a'} ${type} that names no patient` } : 'elsewhere';
}

function idIn(reference: unknown): string | null {
  if (!isObject(reference) || typeof reference['reference'] !== 'string') return null;
  return REFERENCE.exec(reference['reference'])?.[1] ?? null;
}

/** A stable number of an id (FNV-1a), the same on every machine: which shard, which partition. */
export function numberOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  // Ids that differ in their last digits only must not land side by side.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
