/** The built pages and what they load: every file known by name at start, so that no path leads anywhere else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WebFile {
  /** Its media type, with charset where it is text. */
  type: string;
  body: Buffer;
  /** The same compressed at build time; null where that gains nothing. */
  gzip: Buffer | null;
}

/** By path below the folder, `/` as separator: `app.html`, `assets/index-Ab12Cd34.js`. */
export type WebFiles = ReadonlyMap<string, WebFile>;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', json: 'application/json; charset=utf-8',
};

/** An empty list where the pages have not been built; files of a kind that pages do not load are left out. */
export function readWebFiles(folder: string): WebFiles {
  const files = new Map<string, WebFile>();
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const type = TYPES[entry.name.split('.').at(-1) ?? ''];
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && type !== undefined) {
        const packed = join(folder, `${path}.gz`);
        files.set(path, { type, body: readFileSync(join(folder, path)), gzip: existsSync(packed) ? readFileSync(packed) : null });
      }
    }
  };
  if (existsSync(folder)) walk('');
  return files;
}
