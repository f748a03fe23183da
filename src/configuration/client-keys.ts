/** The keys of the clients file: public, asymmetric and strong enough, or named as what they are. */
import { createPublicKey } from 'node:crypto';

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];
const SHORTEST_RSA_BITS = 2048;

/** Why a JSON Web Key cannot be used, in words that repeat nothing of it; null when it can. */
export function unusableKey(key: unknown): { found: string; wanted: string } | null {
  const wanted = 'a public key: RSA of at least 2048 bits, EC P-256/P-384/P-521 or Ed25519';
  if (typeof key !== 'object' || key === null || Array.isArray(key)) return { found: 'no key object', wanted };
  const jwk = key as Record<string, unknown>;
  if (jwk['kty'] === 'oct' || jwk['k'] !== undefined) return { found: 'a symmetric key', wanted };
  if (PRIVATE_MEMBERS.some((member) => jwk[member] !== undefined)) return { found: 'a private key', wanted };
  if (jwk['kid'] !== undefined && (typeof jwk['kid'] !== 'string' || jwk['kid'] === '')) return { found: 'a kid that is no text', wanted: 'a kid, a non-empty string' };
  if (typeof jwk['alg'] === 'string' && (jwk['alg'] === 'none' || jwk['alg'].startsWith('HS'))) return { found: `a key for ${jwk['alg'].slice(0, 10)}`, wanted };
  try {
    const details = createPublicKey({ key: jwk as import('node:crypto').JsonWebKey, format: 'jwk' }); // sound: createPublicKey checks every member itself
    if (details.asymmetricKeyType === 'rsa') {
      const bits = details.asymmetricKeyDetails?.modulusLength ?? 0;
      return bits < SHORTEST_RSA_BITS ? { found: `an RSA key of ${bits} bits`, wanted } : null;
    }
    if (details.asymmetricKeyType === 'ec') return ['prime256v1', 'secp384r1', 'secp521r1'].includes(details.asymmetricKeyDetails?.namedCurve ?? '') ? null : { found: 'another curve', wanted };
    return details.asymmetricKeyType === 'ed25519' ? null : { found: 'another kind of key', wanted };
  } catch {
    return { found: 'a key that cannot be read', wanted };
  }
}
