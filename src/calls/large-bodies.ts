/**
 * Threads for large bodies: parsing one can take a second when it is hostile, and whoever else calls must not wait for it.
 * None is there until it is needed, and none stays when it is not.
 */
import { MessageChannel } from 'node:worker_threads';
import { putTogether, readFor, type Setup } from './crossing';
import type { Pool } from './pool';
import type { Beside, DoneOf, Task, Work } from './task';
import { type ReaderFor, timed } from './timed';

/** Below this the worst of bodies takes some 20 ms of parsing, and going to another thread would be the longer way. */
export const LARGE_BODY_BYTES = 256 * 1024;

export interface LargeBodies { work: Work; close(): Promise<void> }

export interface LargeBodiesDeps {
  setup: Setup;
  readerFor: ReaderFor;
  onCardFailure(): void;
}

export function largeBodies({ setup, readerFor, onCardFailure }: LargeBodiesDeps): LargeBodies {
  let pool: Promise<Pool> | null = null;
  const started = (): Promise<Pool> => {
    pool ??= import('./pool.js').then(({ poolOf }) => poolOf(setup));
    return pool;
  };

  const work = async <Kind extends Task['kind']>(bytes: Buffer, task: Extract<Task, { kind: Kind }>, { client, signal, span }: Beside): Promise<DoneOf<Kind>> => {
    const { port1: here, port2: there } = new MessageChannel();
    const reading = timed(readerFor);
    readFor(here, (request) => reading.readerFor(request, client, span), signal);
    try {
      const threads = await started();
      // A buffer that is its memory's only user moves there instead of being copied.
      const moved = bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer, there] : [there]; // sound: Node's own buffers are never shared memory
      const reply = await threads.run({ bytes, task, reads: there }, { transferList: moved });
      if ('refused' in reply) throw putTogether(reply.refused);
      for (let count = 0; count < reply.replaced; count += 1) onCardFailure();
      return { ...reply.done, ...(reply.done.kind === 'hook' ? { upstreamMs: reading.upstreamMs() } : {}) } as DoneOf<Kind>; // sound: what is done is of the kind that was asked
    } finally {
      here.close();
    }
  };
  return { work, close: async () => { if (pool !== null) await (await pool).destroy(); } };
}
