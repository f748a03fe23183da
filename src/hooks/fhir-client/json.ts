/** Bytes → JSON, refusing what is not UTF-8 and what is nested too deep before anything recursive can touch it. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether brackets nest no deeper than `maxDepth`; linear, no recursion. Says nothing of whether it is JSON. */
export function nestsWithin(bytes: Uint8Array, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return false;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return true;
}

/** @throws when the bytes are not UTF-8, not JSON or nested deeper than `maxDepth`. */
export function parseJson(bytes: Uint8Array, maxDepth: number): unknown {
  if (!nestsWithin(bytes, maxDepth)) throw new SyntaxError('nested too deep');
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
}
