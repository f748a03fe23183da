/** What a file holds, seen from its first lines: one Bundle, Bundles a line, or the resources of a Bulk Data export. */
import { createReadStream, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { COHORT_TYPES } from './resource-types';
import { opened, plainBytes, unreadable } from './pieces';

/** `unclear`: no line is a document of its own, so it is one document over many lines, or lines of which the first are bad. */
export type FileKind = 'unclear' | 'bundles' | 'bulk' | 'empty';

export interface InputFile {
  /** As the user names it. */
  path: string;
  kind: FileKind;
  bytes: number;
  modified: number;
  /** Its plain bytes from the beginning; what comes through a pipe can be read once. */
  read(onBytes: (count: number) => void): AsyncIterable<Buffer>;
}

/** The argument for standard input. */
export const STANDARD_INPUT = '-';

const LOOKED_AT_BYTES = 32 * (1 << 20);
const LOOKED_AT_LINES = 1000;
const NDJSON = /\.(ndjson|jsonl)(\.gz)?$/i;

/** Files called after resource types (`Patient.ndjson`, `Observation.2.ndjson.gz`) are those of an export, also when a shell has listed them. */
export function namedAsExport(paths: readonly string[]): Set<string> {
  const named = paths.filter((path) => NDJSON.test(path) && COHORT_TYPES.some((type) => new RegExp(`^${type}[.\\-_\\d]`).test(basename(path))));
  return new Set(new Set(named.map((path) => /^[A-Za-z]+/.exec(basename(path))?.[0])).size > 1 ? named : []);
}

/** @param isOutput files that this run writes; in a folder they are passed over */
export async function filesOf(paths: readonly string[], onBad: (path: string, why: string) => void, isOutput: (about: Stats) => boolean): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const exported = namedAsExport(paths);
  const look = async (path: string, mayBeBulk: boolean): Promise<void> => {
    try {
      const about = path === STANDARD_INPUT ? null : statSync(path);
      if (about?.isDirectory() !== true) files.push(await looked(path, about, mayBeBulk));
    } catch (error) { onBad(path, unreadable(error).message); }
  };
  for (const path of paths) {
    let names: string[];
    try {
      if (path === STANDARD_INPUT || !statSync(path).isDirectory()) { await look(path, path === STANDARD_INPUT || exported.has(path)); continue; }
      names = readdirSync(path).filter((each) => /\.(json|ndjson|jsonl)(\.gz)?$/i.test(each)).sort();
    } catch (error) { onBad(path, unreadable(error).message); continue; }
    if (names.length === 0) onBad(path, 'is a folder without .json, .ndjson or .jsonl files');
    for (const name of names) {
      const whole = join(path, name);
      try {
        const about = statSync(whole);
        if (isOutput(about)) continue;
        // A pipe in a folder would be waited for for ever.
        if (!about.isFile() && !about.isDirectory()) { onBad(whole, 'is no regular file'); continue; }
      } catch (error) { onBad(whole, unreadable(error).message); continue; }
      await look(whole, true);
    }
  }
  return files;
}

async function looked(path: string, about: Stats | null, mayBeBulk: boolean): Promise<InputFile> {
  const again = about?.isFile() === true;
  const bytes = again ? opened(path) : plainBytes(path === STANDARD_INPUT ? process.stdin : createReadStream(path));
  const head: Buffer[] = [];
  const { kind, failure } = await kindOf(bytes, head, path, mayBeBulk);
  if (again) {
    await bytes.return(undefined);
    return { path, kind, bytes: about.size, modified: about.mtimeMs, read: (onBytes) => opened(path, onBytes) };
  }
  return { path, kind, bytes: 0, modified: 0, read: () => headAndRest(head, bytes, failure) };
}

async function* headAndRest(head: readonly Buffer[], rest: AsyncGenerator<Buffer>, failure: unknown): AsyncGenerator<Buffer> {
  yield* head;
  if (failure !== null) throw failure;
  yield* rest;
}

/** Reads no more than it needs, and leaves what it has read in `head`. */
async function kindOf(bytes: AsyncGenerator<Buffer>, head: Buffer[], path: string, mayBeBulk: boolean): Promise<{ kind: FileKind; failure: unknown }> {
  const lines = new Lines();
  let [filled, size] = [0, 0];
  let failure: unknown = null;
  const named = NDJSON.test(path);
  const judged = (line: string): FileKind | null => {
    if (line.trim() === '') return null;
    filled += 1;
    const object = objectIn(line);
    if (object === null) return named && filled < LOOKED_AT_LINES ? null : named ? 'bundles' : 'unclear';
    return mayBeBulk && typeof object['resourceType'] === 'string' && object['resourceType'] !== 'Bundle' ? 'bulk' : 'bundles';
  };
  try {
    for (;;) {
      const next = await bytes.next();
      if (next.done === true) break;
      head.push(next.value);
      size += next.value.length;
      for (const line of lines.of(next.value)) { const kind = judged(line); if (kind !== null) return { kind, failure }; }
      if (size > LOOKED_AT_BYTES) return { kind: named ? 'bundles' : 'unclear', failure };
    }
  } catch (error) {
    // What came before the damage is still read, and the damage told then.
    if (filled === 0 && lines.rest().trim() === '') throw unreadable(error);
    failure = error;
  }
  return { kind: judged(lines.rest()) ?? (filled > 0 ? 'bundles' : 'empty'), failure };
}

/** Whole lines out of chunks. */
class Lines {
  private held: Buffer[] = [];

  of(chunk: Buffer): string[] {
    const end = chunk.lastIndexOf(10);
    if (end === -1) { this.held.push(chunk); return []; }
    const text = Buffer.concat([...this.held, chunk.subarray(0, end)]).toString('utf8');
    this.held = [chunk.subarray(end + 1)];
    return text.replace(/^\ufeff/, '').split('\n');
  }

  rest(): string { return Buffer.concat(this.held).toString('utf8').replace(/^\ufeff/, ''); }
}

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null; // sound: just seen to be an object
  } catch { return null; }
}

