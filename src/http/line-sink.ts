/** Log lines to a file descriptor without ever waiting for whoever reads it: what nobody takes is dropped and counted. */
import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';

const MOST_WAITING_BYTES = 1024 * 1024;
const GATHERED_FOR_MS = 5;

export interface LineSink {
  write(line: string): void;
  dropped(): number;
  /** Resolves when everything is written, or after `withinMs`. */
  flush(withinMs: number): Promise<void>;
}

export function lineSink(fd: 1 | 2): LineSink {
  const stream = fd === 1 ? process.stdout : process.stderr;
  stream.on('error', () => undefined);
  let dropped = 0;
  if (!isPipe(fd)) {
    // Files and terminals take what they are given.
    return { write: (line) => { stream.write(line); }, dropped: () => dropped, flush: async () => undefined };
  }
  // process.stdout would make a pipe blocking; a socket of our own on the same descriptor does not.
  const socket = new Socket({ fd, readable: false, writable: true });
  let gone = false;
  // Lines of a few milliseconds leave together: a system call for each would cost more than its line.
  let held = '';
  const letGo = (): void => {
    const lines = held;
    held = '';
    if (!gone && lines !== '') socket.write(lines);
  };
  socket.on('error', () => { gone = true; });
  socket.on('close', () => { gone = true; });
  socket.unref();
  return {
    write: (line) => {
      if (gone || socket.writableLength + held.length + line.length > MOST_WAITING_BYTES) { dropped += 1; return; }
      if (held === '') setTimeout(letGo, GATHERED_FOR_MS);
      held += line;
    },
    dropped: () => dropped,
    flush: async (withinMs) => {
      letGo();
      const until = Date.now() + withinMs;
      while (!gone && socket.writableLength > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 5));
    },
  };
}

function isPipe(fd: number): boolean {
  try { const kind = fstatSync(fd); return kind.isFIFO() || kind.isSocket(); } catch { return false; }
}
