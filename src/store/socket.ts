/** Where the embedded database of a data folder is reached, and how statements travel: a line of JSON each way. */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A socket's path may hold 107 bytes; a folder deeper than that is served from the temporary folder under its own fingerprint. */
const LONGEST_SOCKET_PATH = 100;

export function socketPathFor(dataDir: string): string {
  const folder = resolve(dataDir);
  const beside = join(folder, 'store.sock');
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_PATH) return beside;
  return join(tmpdir(), `gnen-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}.sock`);
}

/** The socket of one owner under its own name, before it takes (or after it has lost) the folder's. */
export const ownSocketPath = (path: string, pid: number): string => `${path.slice(0, -'.sock'.length)}-${pid}`;

export interface SqlRequest { id: number; sql: string; params: (string | number | null)[] }
/** `refused`: the SQLSTATE of a statement that is at fault; `away`: the database is. */
export type SqlReply = { id: number; rows: Record<string, unknown>[] } | { id: number; refused: string } | { id: number; away: true };

/** Splits a byte stream into lines; each is handed on once it is complete. */
export function lineReader(onLine: (line: string) => void): (chunk: Buffer) => void {
  let kept: Buffer[] = [];
  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
      kept.push(chunk.subarray(from, end));
      onLine(Buffer.concat(kept).toString('utf8'));
      kept = [];
      from = end + 1;
    }
    if (from < chunk.length) kept.push(chunk.subarray(from));
  };
}
