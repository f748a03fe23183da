/** Reads a file, gz or not, as pieces of whole lines: the same cuts every time, whatever the chunks of the stream. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export interface Piece { firstLine: number; bytes: Uint8Array }

const PIECE_BYTES = 1 << 20;
/** A longer line is no record of one patient. */
const LONGEST_LINE_BYTES = 256 * (1 << 20);
const NEWLINE = 10;

/** Something about a file that only its name and a reason can tell. */
export class UnreadableFile extends Error {}

export function opened(path: string, onBytes?: (count: number) => void): Readable {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (onBytes !== undefined) file.on('data', (chunk) => onBytes(chunk.length));
  if (!path.endsWith('.gz')) return file;
  const plain = createGunzip();
  file.on('error', (error) => plain.destroy(error));
  return file.pipe(plain);
}

/** @throws UnreadableFile for a file that is away, damaged, or holds a line without end */
export async function* piecesOf(path: string, onBytes?: (count: number) => void): AsyncGenerator<Piece> {
  let held: Buffer[] = [];
  let size = 0;
  let firstLine = 1;
  const cut = (): Piece => {
    const bytes = new Uint8Array(size);
    let at = 0;
    let newlines = 0;
    for (const chunk of held) { bytes.set(chunk, at); at += chunk.length; for (let found = chunk.indexOf(NEWLINE); found !== -1; found = chunk.indexOf(NEWLINE, found + 1)) newlines += 1; }
    const piece = { firstLine, bytes };
    firstLine += newlines;
    held = [];
    size = 0;
    return piece;
  };
  try {
    for await (const read of opened(path, onBytes) as AsyncIterable<Buffer>) {
      let rest = read;
      while (rest.length > 0) {
        const newline = size + rest.length < PIECE_BYTES ? -1 : rest.indexOf(NEWLINE, Math.max(0, PIECE_BYTES - size));
        const take = newline === -1 ? rest : rest.subarray(0, newline + 1);
        held.push(take);
        size += take.length;
        rest = rest.subarray(take.length);
        if (newline !== -1) yield cut();
        else if (size > LONGEST_LINE_BYTES) throw new UnreadableFile('holds a line longer than 256 MB');
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(`cannot be read${error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''}`);
  }
  if (size > 0) yield cut();
}
