/** Reads a file or a pipe, compressed or not, as pieces of whole lines: the same cuts every time, whatever the chunks of the stream. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Whole lines; `bytes` is null for a line that is too long to be looked at. */
export interface Piece { firstLine: number; bytes: Uint8Array | null }

const PIECE_BYTES = 1 << 20;
/** A longer line is no record of one patient; what it takes to parse one must still fit into a thread. */
export const LONGEST_LINE_BYTES = 64 * (1 << 20);
const NEWLINE = 10;
const READ_BYTES = 1 << 18;

/** Something about a file that only its name and a reason can tell. */
export class UnreadableFile extends Error {}

export function unreadable(error: unknown): UnreadableFile {
  if (error instanceof UnreadableFile) return error;
  return new UnreadableFile(`cannot be read${typeof error === 'object' && error !== null && 'code' in error ? ` (${String(error.code)})` : ''}`);
}

/** The plain bytes of a file. What is compressed is seen from its first bytes, not from its name. @param onBytes counts bytes as they lie on the disk */
export const opened = (path: string, onBytes?: (count: number) => void): AsyncGenerator<Buffer> => plainBytes(createReadStream(path, { highWaterMark: READ_BYTES }), onBytes);

export async function* plainBytes(source: Readable, onBytes?: (count: number) => void): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    let head = await chunks.next();
    let first = head.done === true ? Buffer.alloc(0) : head.value;
    // A pipe may hand over a single byte.
    while (head.done !== true && first.length < 2) { head = await chunks.next(); if (head.done !== true) first = Buffer.concat([first, head.value]); }
    async function* counted(): AsyncGenerator<Buffer> {
      if (first.length > 0) { onBytes?.(first.length); yield first; }
      if (head.done === true) return;
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) { onBytes?.(next.value.length); yield next.value; }
    }
    if (!(first[0] === 0x1f && first[1] === 0x8b)) { yield* counted(); return; }
    const packed = Readable.from(counted(), { objectMode: false });
    const plain = createGunzip({ chunkSize: READ_BYTES });
    packed.on('error', (error) => plain.destroy(error));
    try { yield* packed.pipe(plain) as AsyncIterable<Buffer>; } finally { packed.destroy(); plain.destroy(); }
  } finally { source.destroy(); }
}

/** @throws UnreadableFile for one that is away or damaged, after what could be read of it */
export async function* piecesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let held: Buffer[] = [];
  let size = 0;
  let firstLine = 1;
  let skipping = false;
  const cut = (upTo = size): Piece => {
    // A buffer of its own, for it is handed over to another thread; and one only, for what is thrown away here is counted as memory until all of it is collected.
    const bytes = Buffer.from(new ArrayBuffer(upTo));
    const rest: Buffer[] = [];
    let at = 0;
    for (const part of held) {
      const wanted = Math.min(part.length, upTo - at);
      part.copy(bytes, at, 0, wanted);
      at += wanted;
      if (wanted < part.length) rest.push(part.subarray(wanted));
    }
    const piece = { firstLine, bytes };
    for (let found = bytes.indexOf(NEWLINE); found !== -1; found = bytes.indexOf(NEWLINE, found + 1)) firstLine += 1;
    held = rest;
    size -= upTo;
    return piece;
  };
  try {
    for await (const read of bytes) {
      let rest = read;
      while (rest.length > 0) {
        if (skipping) {
          const end = rest.indexOf(NEWLINE);
          if (end === -1) break;
          rest = rest.subarray(end + 1);
          firstLine += 1;
          skipping = false;
          continue;
        }
        const newline = size + rest.length < PIECE_BYTES ? -1 : rest.indexOf(NEWLINE, Math.max(0, PIECE_BYTES - size));
        const take = newline === -1 ? rest : rest.subarray(0, newline + 1);
        held.push(take);
        size += take.length;
        rest = rest.subarray(take.length);
        if (newline !== -1) yield cut();
        else if (size > LONGEST_LINE_BYTES + PIECE_BYTES) {
          // The lines before the long one are whole.
          const before = Buffer.concat(held, size).lastIndexOf(NEWLINE) + 1;
          if (before > 0) yield cut(before);
          yield { firstLine, bytes: null };
          held = [];
          size = 0;
          skipping = true;
        }
      }
    }
  } catch (error) {
    // What came whole before the damage is no worse for it.
    const before = size === 0 ? 0 : Buffer.concat(held, size).lastIndexOf(NEWLINE) + 1;
    if (before > 0) yield cut(before);
    throw unreadable(error);
  }
  if (size > 0) yield cut();
}
