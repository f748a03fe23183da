/** Counts the entries of every Bundle a request can hold, without recursion. */

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** All Bundles together: the body itself, what stands in `prefetch` and `context`, and Bundles within Bundles. Stops counting above `most`. */
export function hasMoreEntriesThan(body: Record<string, unknown>, most: number): boolean {
  const waiting: unknown[] = [body];
  for (const name of ['prefetch', 'context']) {
    const member = Object.hasOwn(body, name) ? body[name] : undefined;
    if (isObject(member)) for (const value of Object.values(member)) waiting.push(value);
  }
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isObject(next) || !Array.isArray(next['entry'])) continue;
    const entries = next['entry'] as unknown[];
    count += entries.length;
    if (count > most) return true;
    for (const entry of entries) if (isObject(entry) && isObject(entry['resource']) && entry['resource']['entry'] !== undefined) waiting.push(entry['resource']);
  }
  return false;
}
