/** An EHR as the clients file knows it, and the tokens it signs: real keys, real JWTs. */
import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';

/** Keys go through PEM: exporting a JWK straight from generated key objects can deadlock on this Node. */
const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const;
const pairs = { general: generateKeyPairSync('ec', { namedCurve: 'P-384', ...pem }), other: generateKeyPairSync('ec', { namedCurve: 'P-384', ...pem }) };
export type KeyName = keyof typeof pairs;

export const publicJwk = (name: KeyName): JsonWebKey & { kid: string } => ({ ...createPublicKey(pairs[name].publicKey).export({ format: 'jwk' }), kid: name });

export const ISS = 'https://ehr.example.org';
export const PUBLIC_BASE = 'https://cds.example.org';
export const SERVICE = '/cds-services/gnen-patient-view';

/** An unremarkable entry of the clients file. */
export const anEhr = (over: Record<string, unknown> = {}): Record<string, unknown> => ({ iss: ISS, name: 'general-hospital', jwks: { keys: [publicJwk('general')] }, ...over });

let serial = 0;
/** A good token for one route unless the test says otherwise. */
export async function aToken(path: string, over: Record<string, unknown> = {}, key: KeyName = 'general', header: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  serial += 1;
  const claims = { iss: ISS, aud: `${PUBLIC_BASE}${path}`, iat: now, exp: now + 300, jti: `${process.pid}-${now}-${serial}`, ...over };
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'ES384', kid: key, ...header }).sign(await importPKCS8(String(pairs[key].privateKey), 'ES384'));
}

/** A token of exactly these texts, signed as they stand. */
export function signedAsItIs(header: string, claims: string, key: KeyName = 'general', dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363'): string {
  const head = [header, claims].map((text) => Buffer.from(text).toString('base64url')).join('.');
  return `${head}.${sign('sha384', Buffer.from(head), { key: String(pairs[key].privateKey), dsaEncoding }).toString('base64url')}`;
}
export const publicPem = (name: KeyName): string => String(pairs[name].publicKey);

/** `Authorization` for one call of one route. */
export const bearer = async (path: string, over: Record<string, unknown> = {}): Promise<{ Authorization: string }> => ({ Authorization: `Bearer ${await aToken(path, over)}` });
