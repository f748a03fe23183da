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
  const path = reference.includes('_history') ? withoutHistory(reference) : reference;
  const slash = path.lastIndexOf('/');
  const id = path.slice(slash + 1);
  if (id === '') return null;
  if (slash < 0) return { kind: 'opaque', key: id };
  const type = path.slice(path.lastIndexOf('/', slash - 1) + 1, slash);
  return slash > 0 && RESOURCE_TYPE.test(type) ? { kind: 'typed', type, id } : null;
}

function withoutHistory(reference: string): string {
  const parts = reference.split('/');
  const history = parts.indexOf('_history');
  return history < 0 ? reference : parts.slice(0, history).join('/');
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
