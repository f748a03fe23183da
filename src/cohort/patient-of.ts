/** Whose a line of a Bulk Data file is, and which shard it belongs into: decided on the text, parsed only when that is not clear. */

export type Belonging = { patient: string } | 'shared' | 'nobody' | 'unreadable';

const PATIENT_REFERENCE = /"reference"\s*:\s*"(?:[^"\\]*\/)?Patient\/([A-Za-z0-9\-.]{1,128})(?:\/_history\/[^"\\]*)?"/g;
const MAYBE_PATIENT = /"resourceType"\s*:\s*"Patient"/;

export function belongingOf(line: string): Belonging {
  if (!MAYBE_PATIENT.test(line)) {
    let patient: string | null = null;
    let several = false;
    for (const [, id] of line.matchAll(PATIENT_REFERENCE)) {
      if (patient === null) patient = id ?? null;
      else if (id !== patient) { several = true; break; }
    }
    // One patient named anywhere in it: no parsing would say anything else.
    if (patient !== null && !several) return { patient };
  }
  return parsedBelonging(line);
}

function parsedBelonging(line: string): Belonging {
  let resource: unknown;
  try { resource = JSON.parse(line); } catch { return 'unreadable'; }
  if (!isObject(resource) || typeof resource['resourceType'] !== 'string') return 'unreadable';
  if (resource['resourceType'] === 'Patient') return typeof resource['id'] === 'string' && resource['id'] !== '' ? { patient: resource['id'] } : 'unreadable';
  if (resource['resourceType'] === 'Medication') return 'shared';
  for (const member of ['subject', 'patient']) {
    const patient = idIn(resource[member]);
    if (patient !== null) return { patient };
  }
  return 'nobody';
}

function idIn(reference: unknown): string | null {
  if (!isObject(reference) || typeof reference['reference'] !== 'string') return null;
  return /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,128})(?:\/_history\/.*)?$/.exec(reference['reference'])?.[1] ?? null;
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
