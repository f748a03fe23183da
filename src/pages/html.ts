/** Plain HTML that reads well without a script: everything that is not markup of ours is escaped. */
import { createHash } from 'node:crypto';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const DARK = '--ink:#e8eef2;--paper:#0f161c;--soft:#a9b8c3;--line:#4b5a66;--link:#8ab8f0;--mark:#3a3112;--note:#38270d;--note-ink:#f2b866';
const STYLE = ':root{color-scheme:light dark;--ink:#17222b;--paper:#fff;--soft:#4b5a66;--line:#cdd6dc;--link:#1f5fa8;--mark:#fff6d6;--note:#fff1dc;--note-ink:#8a4b00}'
  + `@media(prefers-color-scheme:dark){:root{${DARK}}}`
  + 'body{font:1rem/1.5 system-ui,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}'
  + 'h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.2rem 0 .25rem}article{scroll-margin-top:4.5rem;padding:0 .5rem}'
  + 'dl{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:.15rem .75rem;margin:0}dt{color:var(--soft)}dd{margin:0}a{color:var(--link)}summary{cursor:pointer}details ul{margin:.2rem 0;padding-inline-start:1.1rem}'
  + ':target{background:var(--mark)}nav{margin:.5rem 0}code{font-size:.95em}.note{background:var(--note);color:var(--note-ink);padding:.5rem .75rem;border-radius:8px}.find p{margin:0;padding-block:.5rem}.tag{border:1px solid var(--line);border-radius:999px;padding:0 .5rem;font-size:.8rem;white-space:nowrap}'
  + 'table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}'
  + '.find{position:sticky;top:0;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;background:var(--paper);padding:.5rem 0;border-bottom:1px solid var(--line)}.find label{display:grid;font-size:.9rem;font-weight:600;flex:1 1 9rem;min-width:0}.find input,.find select{box-sizing:border-box;height:2.4rem;font:inherit;font-weight:400;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:8px;padding:.35rem .5rem;min-width:0}[hidden]{display:none!important}'
  + '@media(max-width:30rem){dl{grid-template-columns:minmax(0,1fr)}dt{margin-top:.4rem}.find{position:static}}';

/** Own scripts only, and the one style sheet of the page, known by its hash. */
export const CONTENT_SECURITY_POLICY = `default-src 'none'; script-src 'self'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * A whole page; `body` is markup already.
 * @param script the path of a module beside the page that adds to it, where there is one
 */
export const page = (language: string, title: string, body: string, script: string | null = null): string =>
  `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escaped(title)}</title>\n<link rel="icon" href="icon.svg" type="image/svg+xml">\n<style>${STYLE}</style>\n${script === null ? '' : `<script type="module" src="${escaped(script)}"></script>\n`}</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`;
