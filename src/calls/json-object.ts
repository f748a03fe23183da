/** Bytes → the JSON object of a call, with nothing recursive touching what nests too deep. */
import { isUtf8 } from 'node:buffer';
import { MalformedRequest, TooLarge } from '../hooks';
import { hasMoreEntriesThan } from './bundle-entries';
import { nestsDeeperThan, valueNestsDeeperThan } from './json-nesting';

export interface JsonLimits { maxJsonDepth: number; maxEntries: number }

/**
 * The JSON object that the bytes hold.
 * @throws TooLarge (413) with too many Bundle entries
 * @throws MalformedRequest (400) for what is empty, no UTF-8, no JSON, nested too deep or no object
 */
export function parsedObject(bytes: Buffer, limits: JsonLimits): Record<string, unknown> {
  if (bytes.length === 0) throw new MalformedRequest('The body is empty; a JSON object is wanted.');
  if (!isUtf8(bytes)) throw new MalformedRequest('The body is not valid UTF-8.');
  // The parser takes ten times as long for nesting as for data: in a large body that would hold everybody up, so there the bytes are asked before it.
  const askBytes = bytes.length > PARSED_FIRST_BYTES || limits.maxJsonDepth > DEEPEST_BY_RECURSION;
  if (askBytes && nestsDeeperThan(bytes, limits.maxJsonDepth)) throw tooDeep(limits);
  const text = bytes.toString('utf8');
  let body: unknown;
  // The parser's own message quotes the body, so it is not passed on.
  try { body = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text); } catch { throw new MalformedRequest('The body is not JSON.'); }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new MalformedRequest('The body is no JSON object.');
  const object = body as Record<string, unknown>; // sound: just seen to be an object
  if (!askBytes && valueNestsDeeperThan(object, limits.maxJsonDepth)) throw tooDeep(limits);
  if (hasMoreEntriesThan(object, limits.maxEntries)) throw new TooLarge(`At most ${limits.maxEntries} Bundle entries are taken in one request.`);
  return object;
}

const PARSED_FIRST_BYTES = 160 * 1024;
const DEEPEST_BY_RECURSION = 500;

const tooDeep = (limits: JsonLimits): MalformedRequest => new MalformedRequest(`The JSON nests deeper than ${limits.maxJsonDepth} levels.`);
