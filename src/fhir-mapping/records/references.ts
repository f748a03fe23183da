/** References as they are written in real records, reduced to what may be compared: type and id, whatever the base. */
import { type Element, stringAt } from './elements';

/** `typed`: `Type/id`; `opaque`: a `urn:` or a bare id to be looked up; `contained`: `#id`. */
export type ReferenceTarget = { kind: 'typed'; type: string; id: string } | { kind: 'opaque'; key: string } | { kind: 'contained'; id: string };

const RESOURCE_TYPE = /^[A-Z][A-Za-z]{2,39}$/;

/** What a reference string points to; `/_history/n`, a query and the base URL are cut off. @see contract.md section 3 */
export function targetOf(reference: unknown): ReferenceTarget | null {
  if (typeof reference !== 'string' || reference === '' || reference.length > 2048) return null;
  if (reference.startsWith('#')) return reference.length > 1 ? { kind: 'contained', id: reference.slice(1) } : null;
  if (reference.startsWith('urn:')) return { kind: 'opaque', key: reference };
  const parts = reference.split('/');
  const history = parts.indexOf('_history');
  if (history >= 0) parts.length = history;
  const id = parts[parts.length - 1] ?? '';
  const type = parts[parts.length - 2] ?? '';
  if (id === '') return null;
  if (RESOURCE_TYPE.test(type)) return { kind: 'typed', type, id };
  return parts.length === 1 ? { kind: 'opaque', key: id } : null;
}

/** The target of a Reference element; `type` helps where the reference is a bare id. */
export function targetOfElement(element: Element | null): ReferenceTarget | null {
  const target = targetOf(element?.['reference']);
  const type = stringAt(element, 'type');
  if (target?.kind === 'opaque' && !target.key.startsWith('urn:') && type !== null && RESOURCE_TYPE.test(type)) {
    return { kind: 'typed', type, id: target.key };
  }
  return target;
}
