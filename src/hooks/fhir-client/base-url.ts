/** Whether a named FHIR server is one of those listed, and whether an address lies below it: parsed URLs, whole path segments. */
export interface Base { readonly origin: string; readonly url: URL; /** Without a trailing slash. */ readonly path: string }

const SMUGGLED = /[\\\s\u0000-\u001f\u007f]|%2f|%5c/i;
const PARENT = /(^|\/)(\.|%2e){2}(\/|$|\?)/i;

/** Reads a base URL; null for anything with user info, query, fragment or a way out of its path. */
export function baseOf(text: string): Base | null {
  if (SMUGGLED.test(text) || PARENT.test(text) || /[?#@]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return { origin: url.origin, url, path: url.pathname.replace(/\/+$/, '') };
}

/** True when `inner` has the origin of `outer` and its path is equal or below, by whole segments. */
export function liesWithin(inner: { origin: string; path: string }, outer: Base): boolean {
  return inner.origin === outer.origin && (inner.path === outer.path || inner.path.startsWith(`${outer.path}/`));
}

/** The path and query of a `next` link, if it stays within the base; null otherwise. */
export function pageWithin(link: string, base: Base): string | null {
  const beforeQuery = link.split(/[?#]/, 1)[0] ?? '';
  if (SMUGGLED.test(beforeQuery) || PARENT.test(beforeQuery) || /[\\\s\u0000-\u001f\u007f]/.test(link)) return null;
  const start = `${base.origin}${base.path}/`;
  if (!URL.canParse(link, start)) return null;
  const url = new URL(link, start);
  if (url.username !== '' || url.password !== '') return null;
  const within = liesWithin({ origin: url.origin, path: url.pathname.replace(/\/+$/, '') }, base);
  return within ? `${url.pathname}${url.search}` : null;
}
