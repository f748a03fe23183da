/** Reads one body by the rules of the contract, in the order in which its faults are told. */
import type { IncomingMessage } from 'node:http';
import { TooLarge, UnsupportedMediaType } from '../hooks';

export interface BodyLimits { bodyLimitBytes: number }

/** The client hung up or was too slow: nobody is there for an answer. */
export class ClientGone extends Error {}

/** @throws TooLarge (413) when the declared length is above the limit. */
export function refuseDeclaredLength(request: IncomingMessage, limits: BodyLimits): void {
  const declared = request.headers['content-length'];
  if (declared !== undefined && Number(declared) > limits.bodyLimitBytes) throw tooLarge(limits);
}

/** @throws UnsupportedMediaType (415) for anything but JSON in UTF-8, unencoded. */
export function refuseMediaType(request: IncomingMessage): void {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';');
  const wanted = 'Send application/json or application/fhir+json in UTF-8, without Content-Encoding.';
  if (!['application/json', 'application/fhir+json'].includes(type.trim().toLowerCase())) throw new UnsupportedMediaType(wanted);
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=');
    if (name.trim().toLowerCase() === 'charset' && !['utf-8', 'utf8'].includes(value.trim().replace(/^"(.*)"$/, '$1').toLowerCase())) throw new UnsupportedMediaType(wanted);
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && !['', 'identity'].includes(encoding.trim().toLowerCase())) throw new UnsupportedMediaType(wanted);
}

/**
 * The bytes of a body, whole.
 * @throws TooLarge (413) as soon as the limit is crossed
 * @throws ClientGone when it never arrives whole
 */
export function bodyOf(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Gone while its token was being judged: no event will come any more, and its place in the house must not stay taken.
    if (request.destroyed) { reject(new ClientGone()); return; }
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (): void => {
      quiet();
      const whole = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length);
      // The request outlives its turn to be worked on, and must not hold the pieces meanwhile.
      chunks.length = 0;
      resolve(whole);
    };
    const gone = (): void => { quiet(); reject(new ClientGone()); };
    const data = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limits.bodyLimitBytes) { quiet(); chunks.length = 0; reject(tooLarge(limits)); return; }
      chunks.push(chunk);
    };
    const quiet = (): void => { request.off('data', data).off('end', end).off('error', gone).off('close', gone); request.on('error', () => undefined); };
    request.on('data', data).on('end', end).on('error', gone).on('close', gone);
  });
}

const tooLarge = (limits: BodyLimits): TooLarge => new TooLarge(`At most ${limits.bodyLimitBytes} bytes are taken.`);

const MOST_LET_GO_BYTES = 64 * 1024 * 1024;

/**
 * Lets the rest of a refused body go by unread, so that the refusal is not lost in a reset connection; a sender that goes on and on is cut off.
 * @param lingers the answer ends only with the request, so Node will not begin to throw it away
 */
export function letGoBy(request: IncomingMessage, lingers: boolean): void {
  if (request.complete || request.destroyed) return;
  // What nobody began to read and has a known end Node throws away itself, at a fraction of the cost.
  if (!lingers && !request.readableDidRead && Number(request.headers['content-length']) <= MOST_LET_GO_BYTES) return;
  let left = MOST_LET_GO_BYTES;
  request.on('error', () => undefined);
  request.on('data', (chunk: Buffer) => { left -= chunk.length; if (left < 0) request.socket.destroy(); });
  request.resume();
}
