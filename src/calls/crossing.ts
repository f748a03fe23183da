/** What crosses between the service's thread and one that works on large bodies, and how errors and reads of the record do. */
import type { MessagePort } from 'node:worker_threads';
import { type HookRequest, MalformedRequest, NeededDataMissing, NotAssessable, OperationalError, type RecordReader, TooLarge } from '../hooks';
import type { BodyLimits } from '../http';
import type { Done, Task } from './task';

/** What a thread needs to know once. */
export interface Setup {
  limits: BodyLimits;
  publicBaseUrl: string;
  smartLaunchUrl: string | null;
  gastrinUpperLimit: { value: number; unit: string } | null;
  /** The maps of the site's own codes, as read at the start. */
  conceptMaps: readonly unknown[];
}

/** `reads` is where a thread asks for what the prefetch left out: servers, tokens and limits stay in the service's own thread. */
export interface Unit { bytes: Uint8Array; task: Task; reads: MessagePort }

/** `replaced`: cards that failed their check. */
export type Reply = { done: Done; replaced: number } | { refused: Refused };

/** An operational error in its parts, for a class does not cross. */
export interface Refused { name: keyof typeof REFUSALS; message: string; path: string | undefined; retryAfterSeconds: number | undefined }

/** The errors that the work itself can end in. */
const REFUSALS = { MalformedRequest, NeededDataMissing, NotAssessable, TooLarge };

/** In parts; null for a defect. */
export function inParts(error: unknown): Refused | null {
  if (!(error instanceof OperationalError) || !Object.hasOwn(REFUSALS, error.name)) return null;
  const { message, path, retryAfterSeconds } = error;
  return { name: error.name as Refused['name'], message, path, retryAfterSeconds }; // sound: just seen to be one of them
}

export function putTogether({ name, message, path, retryAfterSeconds }: Refused): OperationalError {
  return new REFUSALS[name](message, { ...(path === undefined ? {} : { path }), ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });
}

type Queries = Parameters<RecordReader['read']>[0];
type Read = Awaited<ReturnType<RecordReader['read']>>;
interface Asked { request: HookRequest; queries: Queries }

/** In the working thread: a reader that has its reading done on the other side. */
export const readerThrough = (reads: MessagePort, { prefetch: _prefetch, context: _context, ...rest }: HookRequest): RecordReader => ({
  read: (queries) => new Promise((resolve) => {
    reads.once('message', (read: Read) => resolve(read));
    reads.postMessage({ request: { ...rest, context: {} }, queries } satisfies Asked);
  }),
});

/** In the service's thread: does the reading that is asked for on the port. Where no server may be called every key is as good as absent. */
export function readFor(reads: MessagePort, readerFor: (request: HookRequest) => RecordReader | null, signal: AbortSignal): void {
  reads.on('message', ({ request, queries }: Asked) => {
    const none = (): Read => new Map(queries.map(({ key }) => [key, { state: 'absent', resources: [] }]));
    const reader = readerFor(request);
    (reader === null ? Promise.resolve(none()) : reader.read(queries, signal)).then((read) => reads.postMessage(read), () => reads.postMessage(none()));
  });
}
