/** One thing wrong with the configuration: which variable (and path in the clients file), what was found, what is wanted. */
export interface ConfigProblem { readonly variable: string; readonly found: string; readonly wanted: string }

/** Short and printable: a value is named, never quoted at length. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : value === null || typeof value !== 'object' ? String(value) : Array.isArray(value) ? 'a list' : 'an object';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
