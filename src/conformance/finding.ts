/** What a check found: its permanent name, where, and what was expected. */
export interface Finding { check: string; path: string; says: string }

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isFilled = (value: unknown): value is string => typeof value === 'string' && /\S/.test(value);

/** `found(check, path, says)` collects; `list` holds what was collected. */
export function collector(): { list: Finding[]; found(check: string, path: string, says: string): void } {
  const list: Finding[] = [];
  return { list, found: (check, path, says) => { list.push({ check, path, says }); } };
}

/** Null and empty values, which CDS Hooks forbids wherever it does not name them. `mayBeEmpty` lists those paths. @see requirements 4, 5, 6 */
export function emptyFindings(value: unknown, path: string, mayBeEmpty: readonly string[], check: string): Finding[] {
  if (mayBeEmpty.includes(path) && Array.isArray(value) && value.length === 0) return [];
  if (value === null) return [{ check, path, says: 'is null; leave it out' }];
  if (value === '') return [{ check, path, says: 'is an empty string; leave it out' }];
  if (Array.isArray(value)) return value.length === 0 ? [{ check, path, says: 'is an empty list; leave it out' }] : value.flatMap((each, index) => emptyFindings(each, `${path}[${index}]`, mayBeEmpty, check));
  if (!isObject(value)) return [];
  const members = Object.entries(value);
  if (members.length === 0) return [{ check, path, says: 'is an empty object; leave it out' }];
  return members.flatMap(([name, each]) => emptyFindings(each, path === '' ? name : `${path}.${name}`, mayBeEmpty, check));
}
