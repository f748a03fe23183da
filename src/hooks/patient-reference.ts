/** A Reference element that points to a patient, reduced to the patient's bare id, whatever its base or version. */

/** The id; null when the element names no patient. A `urn:uuid:` of a Bundle is looked up in its fullUrls. */
export function patientReference(element: unknown, fullUrls: ReadonlyMap<string, string>): string | null {
  if (typeof element !== 'object' || element === null) return null;
  const reference: unknown = (element as { reference?: unknown }).reference;
  if (typeof reference !== 'string' || reference.length > 2000) return null;
  const known = fullUrls.get(reference);
  if (known !== undefined) return known.startsWith('Patient/') ? known.slice('Patient/'.length) : null;
  if (reference.startsWith('urn:')) return reference.replace(/^urn:(uuid|oid):/, '');
  if (!reference.includes('/')) return reference === '' || reference.startsWith('#') ? null : reference;
  const parts = reference.split('/');
  const history = parts.indexOf('_history');
  const path = history >= 0 ? parts.slice(0, history) : parts;
  const id = path.at(-1);
  return path.at(-2) === 'Patient' && id !== undefined && id !== '' ? id : null;
}
