/** One parameter of a query string, where a route has any. */
export function parameter(query: string, name: string): string | undefined {
  if (query === '') return undefined;
  return new URLSearchParams(query).get(name) ?? undefined;
}
