/** How deep JSON nests, told from its bytes in one pass, before anything recursive touches it. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The same question asked of the parsed value, which is several times quicker than going through the bytes. `deepest` is at most a few hundred, for it is asked by recursion.
 * A member written twice counts by its last value, the only one anything will ever walk into.
 */
export function valueNestsDeeperThan(value: object, deepest: number): boolean {
  if (deepest === 0) return true;
  if (Array.isArray(value)) {
    for (const member of value as unknown[]) if (typeof member === 'object' && member !== null && valueNestsDeeperThan(member, deepest - 1)) return true;
    return false;
  }
  const members = value as Record<string, unknown>; // sound: an object that is no list
  for (const name in members) {
    const member = members[name];
    if (typeof member === 'object' && member !== null && valueNestsDeeperThan(member, deepest - 1)) return true;
  }
  return false;
}

/** What a byte outside of texts does: nothing, begins a text, goes one level in, or comes one out. */
const KIND = new Uint8Array(256);
const [TEXT, IN, OUT] = [1, 2, 3] as const;
KIND[QUOTE] = TEXT;
for (const opens of '{[') KIND[opens.charCodeAt(0)] = IN;
for (const closes of '}]') KIND[closes.charCodeAt(0)] = OUT;

/** True as soon as objects and lists nest deeper than `deepest`; text that is no JSON at all is judged by the parser later. */
export function nestsDeeperThan(bytes: Buffer, deepest: number): boolean {
  const { length } = bytes;
  let depth = 0;
  for (let at = 0; at < length; at += 1) {
    const kind = KIND[bytes[at] as number]; // sound: within the bytes
    if (kind === 0) continue;
    if (kind === TEXT) {
      at = endOfString(bytes, at + 1);
    } else if (kind === IN) {
      depth += 1;
      if (depth > deepest) return true;
    } else {
      depth -= 1;
    }
  }
  return false;
}

function endOfString(bytes: Buffer, from: number): number {
  const { length } = bytes;
  for (let at = from; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
  }
  return length;
}
