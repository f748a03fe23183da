/** Tokens for the calls: one that was handed in, or one signed for each endpoint as an EHR signs it. */
import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Authorize } from './exchange';

export const anonymous: Authorize = () => Promise.resolve(null);
export const bearer = (token: string): Authorize => () => Promise.resolve(`Bearer ${token}`);

export interface Signing { iss: string; kid: string; /** PKCS #8 or SEC 1 PEM of the private key. */ pem: string; alg: string; jku: string | null; tenant: string | null }

/** @throws TypeError for a key that is none; @see requirements 116, 117, 119 */
export function signing({ iss, kid, pem, alg, jku, tenant }: Signing): Authorize {
  const key = createPrivateKey(pem);
  return async (endpoint) => {
    const token = await new SignJWT(tenant === null ? {} : { tenant }).setProtectedHeader({ alg, kid, typ: 'JWT', ...(jku === null ? {} : { jku }) })
      .setIssuer(iss).setAudience(endpoint).setIssuedAt().setExpirationTime('5m').setJti(randomUUID()).sign(key);
    return `Bearer ${token}`;
  };
}
