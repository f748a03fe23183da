/** The bearer token as it is written: one header, three segments, a header and claims that say what they must. @see security.md section 4 */
import type { Client } from '../../config';
import { Untrusted } from '../errors';
import { parseJson } from '../fhir-client/json';

const LONGEST_TOKEN = 8 * 1024;
const DEEPEST_CLAIMS = 32;
const LONGEST_JTI = 256;
/** Clocks of EHR and service may differ by this much. */
export const SKEW_SECONDS = 60;

type Loose = Record<string, unknown>;

/** What is known of a token before its signature is verified. */
export interface Token { compact: string; algorithm: string; kid: string; jku: unknown; claims: Loose }

/** @param authorization every Authorization header that came; more than one is refused. @throws Untrusted */
export function readToken(authorization: string | string[] | undefined): Token {
  const all = Array.isArray(authorization) ? authorization : authorization === undefined ? [] : [authorization];
  const [header] = all;
  if (header === undefined || header === 'null') throw new Untrusted('no token');
  if (all.length > 1) throw new Untrusted('more than one Authorization header');
  if (header.length > LONGEST_TOKEN + 'Bearer '.length) throw new Untrusted('token too long');
  const compact = /^bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(header)?.[1];
  if (compact === undefined || compact.length > LONGEST_TOKEN) throw new Untrusted('no bearer token of three segments');
  const [first = '', second = ''] = compact.split('.');
  const { typ, alg, kid, jku, ...rest } = segment(first, 'header');
  if (typ !== 'JWT') throw new Untrusted('typ is not JWT');
  if (typeof alg !== 'string') throw new Untrusted('no alg');
  if (typeof kid !== 'string' || kid === '') throw new Untrusted('no kid');
  if (Object.hasOwn(rest, 'crit') || Object.hasOwn(rest, 'b64')) throw new Untrusted('crit or b64 in the header');
  return { compact, algorithm: alg, kid, jku, claims: segment(second, 'claims') };
}

function segment(encoded: string, what: string): Loose {
  let value: unknown;
  try {
    value = parseJson(Buffer.from(encoded, 'base64url'), DEEPEST_CLAIMS);
  } catch {
    throw new Untrusted(`${what} unreadable`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Untrusted(`${what} no object`);
  return { ...(value as Loose) };
}

export interface CheckedClaims { jti: string; expiresAt: number; tenant: string | null }

/** @param now seconds (Unix time). @param endpointUrl the exact URL of this endpoint. @throws Untrusted */
export function checkClaims(claims: Loose, client: Client, endpointUrl: string, now: number): CheckedClaims {
  const { aud, exp, iat, nbf, jti, tenant } = claims;
  const audiences = typeof aud === 'string' ? [aud] : aud;
  if (!Array.isArray(audiences) || !audiences.every((each) => typeof each === 'string')) throw new Untrusted('aud is neither a string nor a list of strings');
  if (!audiences.some((each) => each === endpointUrl || client.audiences.includes(each))) throw new Untrusted('aud is not this endpoint');
  if (!isInstant(exp) || !isInstant(iat) || exp <= iat) throw new Untrusted('exp or iat impossible');
  if (exp - iat > client.maxTokenLifetimeSeconds) throw new Untrusted('lives too long');
  if (now - exp >= SKEW_SECONDS) throw new Untrusted('expired');
  if (iat - now > SKEW_SECONDS) throw new Untrusted('issued in the future');
  if (nbf !== undefined && (!isInstant(nbf) || nbf - now > SKEW_SECONDS)) throw new Untrusted('not valid yet');
  if (client.tenants !== null && (typeof tenant !== 'string' || !client.tenants.includes(tenant))) throw new Untrusted('tenant not listed');
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) throw new Untrusted('no usable jti');
  return { jti, expiresAt: exp, tenant: typeof tenant === 'string' ? tenant : null };
}

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;
