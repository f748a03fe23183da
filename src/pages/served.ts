/** Which of the built files is served where, and what a browser is told about each. */
import type { WebFile, WebFiles } from './web-files';

export interface ServedFile extends WebFile {
  /** The route, without prefix. */
  path: string;
  headers: Readonly<Record<string, string>>;
}

export interface ServedFor {
  production: boolean;
  /** Origins whose pages may show the SMART app in a frame, as EHRs do. */
  frames: readonly string[];
}

const KEPT = 'public, max-age=31536000, immutable';
const ASKED_AGAIN = 'no-cache';

/** Own scripts and styles only; `connect` says where the page may read, `frames` who may frame it. */
const policy = (connect: string, frames: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src ${connect}; base-uri 'none'; form-action 'none'; frame-ancestors ${frames}; object-src 'none'`;

/**
 * The playground is a tool of development: in production its calls would need a token that no page has. The SMART app reads the FHIR server
 * and the token endpoint of whoever launched it, which the page cannot know beforehand: over https anywhere in production.
 */
export function servedFiles(files: WebFiles, { production, frames }: ServedFor): ServedFile[] {
  const reads = production ? "'self' https:" : "'self' http: https:";
  const framed = production ? ["'self'", ...frames].join(' ') : '*';
  const page = (path: string, name: string, csp: string): ServedFile[] => {
    const file = files.get(name);
    return file === undefined ? [] : [{ ...file, path, headers: { 'Cache-Control': ASKED_AGAIN, 'Content-Security-Policy': csp } }];
  };
  return [
    ...(production ? [] : page('/', 'index.html', policy(reads, "'none'"))),
    ...page('/app', 'app.html', policy(reads, framed)),
    ...page('/launch.html', 'launch.html', policy(reads, framed)),
    ...[...files].flatMap(([name, file]) => (name.startsWith('assets/') || name === 'icon.svg'
      // Vite puts a hash of the content into the name of every asset; the icon keeps its name.
      ? [{ ...file, path: `/${name}`, headers: { 'Cache-Control': name.startsWith('assets/') ? KEPT : ASKED_AGAIN, 'Content-Security-Policy': "default-src 'none'" } }]
      : [])),
  ];
}
