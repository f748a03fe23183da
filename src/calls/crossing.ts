/** What crosses between the service's thread and one that works on large bodies, and how errors and reads of the record do. */
import type { MessagePort } from 'node:worker_threads';
import { type HookRequest, type Language, MalformedRequest, NeededDataMissing, NotAssessable, OperationalError, type RecordReader, TooLarge } from '../hooks';
import type { JsonLimits } from './json-object';
import type { Done, Task } from './task';

/** What a thread needs to know once. */
export interface Setup {
  limits: JsonLimits;
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
export interface Refused { name: keyof typeof REFUSALS; message: string; language: Language; path: string | undefined; retryAfterSeconds: number | undefined }

/** The errors that the work itself can end in. */
const REFUSALS = { MalformedRequest, NeededDataMissing, NotAssessable, TooLarge };

/** In parts; null for a defect. */
export function inParts(error: unknown): Refused | null {
  if (!(error instanceof OperationalError) || !Object.hasOwn(REFUSALS, error.name)) return null;
  const { message, language, path, retryAfterSeconds } = error;
  return { name: error.name as Refused['name'], message, language, path, retryAfterSeconds }; // sound: just seen to be one of them
}

export function putTogether({ name, message, language, path, retryAfterSeconds }: Refused): OperationalError {
  return new REFUSALS[name](message, { language, ...(path === undefined ? {} : { path }), ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) });
}

type Queries = Parameters<RecordReader['read']>[0];
type Read = Awaited<ReturnType<RecordReader['read']>>;
/** First whose server may be called, then what is to be read there; each is answered before the next is asked. */
type Asked = { request: HookRequest } | { queries: Queries };

const asked = <Reply>(port: MessagePort, question: Asked): Promise<Reply> => new Promise((resolve) => { port.once('message', resolve); port.postMessage(question); });

/** In the working thread: a reader that has its reading done on the other side; null when that side may call nobody. */
export async function readerThrough(reads: MessagePort, { prefetch: _prefetch, context: _context, ...rest }: HookRequest): Promise<RecordReader | null> {
  if (rest.fhirServer === undefined || !(await asked<boolean>(reads, { request: { ...rest, context: {} } }))) return null;
  return { read: (queries) => asked<Read>(reads, { queries }) };
}

/** In the service's thread: does the reading that is asked for on the port. */
export function readFor(reads: MessagePort, readerFor: (request: HookRequest) => RecordReader | null, signal: AbortSignal): void {
  let reader: RecordReader | null = null;
  reads.on('message', (question: Asked) => {
    if ('request' in question) {
      reader = readerFor(question.request);
      reads.postMessage(reader !== null);
    } else {
      // A reader never throws; what failed is missing from what it gives, and then failed.
      void reader?.read(question.queries, signal).catch(() => new Map()).then((read) => reads.postMessage(read));
    }
  });
}
