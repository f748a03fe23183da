/** One GET, no redirect followed, its body read whole up to a limit that counts after inflation. */
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';
import type { Pool } from 'undici';

export interface Download { status: number; contentType: string; retryAfter: string | undefined; /** Empty unless the status is 200. */ bytes: Buffer }

/** The answer is larger than the limit. */
export class TooMuch extends Error { readonly code = 'TOO_MUCH' }
/** The answer is coded in a way nobody asked for. */
export class UnknownCoding extends Error { readonly code = 'UNKNOWN_CODING' }

export interface DownloadOptions { path: string; headers: Record<string, string>; maxBytes: number; signal: AbortSignal }

/** @throws on any fault of the connection or of the framing, at the abort of the signal, and above the limit. */
export async function download(pool: Pool, options: DownloadOptions): Promise<Download> {
  const { signal } = options;
  // A request that still waits for its connection does not feel its signal; the race lets go of it at once.
  return untilAborted(signal, async () => {
    const response = await pool.request({ method: 'GET', path: options.path, headers: { 'accept-encoding': 'gzip', ...options.headers }, signal });
    const header = (name: string): string | undefined => {
      const value = response.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    const head = { status: response.statusCode, contentType: header('content-type') ?? '', retryAfter: header('retry-after') };
    if (response.statusCode !== 200) {
      response.body.on('error', () => undefined).destroy();
      return { ...head, bytes: Buffer.alloc(0) };
    }
    return { ...head, bytes: await readWhole(response.body, header('content-encoding'), options.maxBytes) };
  });
}

async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const running = work();
  running.catch(() => undefined);
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([running, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function readWhole(body: Readable, coding: string | undefined, maxBytes: number): Promise<Buffer> {
  const inflater = inflaterFor(coding, body);
  const source: Readable = inflater ?? body;
  if (inflater !== null) {
    body.on('error', (error) => inflater.destroy(error));
    body.pipe(inflater);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      const bytes = chunk as Buffer; // Neither stream has an encoding set, so chunks are Buffers.
      size += bytes.length;
      if (size > maxBytes) throw new TooMuch('The answer is larger than the limit.');
      chunks.push(bytes);
    }
  } finally {
    body.on('error', () => undefined).destroy();
    inflater?.destroy();
  }
  return Buffer.concat(chunks, size);
}

function inflaterFor(coding: string | undefined, body: Readable): Transform | null {
  switch (coding?.trim().toLowerCase()) {
    case undefined: case '': case 'identity': return null;
    case 'gzip': case 'x-gzip': return createGunzip();
    case 'deflate': return createInflate();
    case 'br': return createBrotliDecompress();
    default:
      body.on('error', () => undefined).destroy();
      throw new UnknownCoding('The answer has an unknown content coding.');
  }
}
