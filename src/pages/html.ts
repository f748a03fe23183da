/** Plain HTML without a script: everything that is not markup of ours is escaped. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Nothing is loaded and nothing runs; the one style sheet is the page's own. */
export const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}'
  + 'h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:1px solid #767676}h3{font-size:1rem;margin:1.5rem 0 .25rem}'
  + 'dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .75rem;margin:0}dt{color:#555}dd{margin:0}a{color:#0b5394}'
  + ':target{background:#fff6d6}nav{margin:.5rem 0}code{font-size:.95em}@media(max-width:30rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}}';

/** A whole page; `body` is markup already. */
export const page = (language: string, title: string, body: string): string =>
  `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escaped(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`;
