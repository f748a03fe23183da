/** Which key each algorithm wants, in one table, and whether a key of a set is such a key. @see RFC 7518 section 3.1, RFC 8037 */

export type Jwk = Readonly<Record<string, unknown>>;

const KEY_OF: Readonly<Record<string, { kty: string; crv?: string }>> = {
  ES256: { kty: 'EC', crv: 'P-256' }, ES384: { kty: 'EC', crv: 'P-384' }, ES512: { kty: 'EC', crv: 'P-521' },
  RS256: { kty: 'RSA' }, RS384: { kty: 'RSA' }, RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' }, PS384: { kty: 'RSA' }, PS512: { kty: 'RSA' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
};
const SHORTEST_RSA_BITS = 2048;

/** True for a public key of the type and curve that the algorithm wants, meant for signatures. */
export function fits(key: Jwk, algorithm: string): boolean {
  const wanted = Object.hasOwn(KEY_OF, algorithm) ? KEY_OF[algorithm] : undefined;
  if (wanted === undefined || key['kty'] !== wanted.kty || 'd' in key || 'k' in key) return false;
  if (wanted.crv !== undefined && key['crv'] !== wanted.crv) return false;
  if (wanted.kty === 'RSA' && modulusBits(key['n']) < SHORTEST_RSA_BITS) return false;
  if (key['use'] !== undefined && key['use'] !== 'sig') return false;
  if (key['alg'] !== undefined && key['alg'] !== algorithm) return false;
  const operations = key['key_ops'];
  return operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
}

function modulusBits(n: unknown): number {
  if (typeof n !== 'string') return 0;
  const bytes = Buffer.from(n, 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24;
}
