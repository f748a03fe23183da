/**
 * Which network addresses may be connected to, judged at the moment of connecting: the look-up whose answer is checked
 * is the one that is connected to, so a name cannot change its mind in between.
 * @see security.md section 5
 */
import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Pool } from 'undici';

/** What a client may reach beside public addresses. `loopbackOnly` is the rule of plain http. */
export type NetworkRule = { kind: 'any' } | { kind: 'loopback-only' } | { kind: 'public'; private: boolean; loopback: boolean };

const MOST_CONNECTIONS = 8;
const LONGEST_HEADERS_BYTES = 16 * 1024;
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** The connection would have gone where it may not. */
export class AddressRefused extends Error { readonly code = 'ADDRESS_REFUSED' }

export function addressAllowed(address: string, rule: NetworkRule): boolean {
  if (rule.kind === 'any') return true;
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const range: string = parsed.range();
  if (range === 'loopback') return rule.kind === 'loopback-only' || rule.loopback;
  if (rule.kind === 'loopback-only') return false;
  if (range === 'private' || range === 'carrierGradeNat' || range === 'uniqueLocal') return rule.private;
  // Tunnels and translated ranges carry a second address inside: they are reserved here, as is everything not yet assigned.
  return range === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST_V6));
}

/** A look-up that gives only addresses the rule allows. `resolve` is injected in tests. */
export function pinnedLookup(rule: NetworkRule, resolve: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { family: options.family ?? 0, hints: options.hints ?? 0, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => addressAllowed(address, rule));
      const first = allowed[0];
      if (first === undefined) return callback(new AddressRefused('No address of this host may be connected to.'), '', 0);
      return options.all === true ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

/** At most eight connections to one origin, certificates verified, no proxy, every address checked. */
export function guardedPool(origin: string, rule: NetworkRule, timeoutMs: number, resolve?: typeof systemLookup): Pool {
  // Loaded by whoever first needs it: it is a third of all that a start would have to read.
  const { buildConnector, Pool: PoolOfConnections } = require('undici') as typeof import('undici');
  const connect = buildConnector({ timeout: timeoutMs, lookup: pinnedLookup(rule, resolve), rejectUnauthorized: true, allowH2: false });
  return new PoolOfConnections(origin, {
    connections: MOST_CONNECTIONS,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: LONGEST_HEADERS_BYTES,
    connect: (options, callback) => {
      // A literal address is connected to without any look-up.
      const literal = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal) !== 0 && !addressAllowed(literal, rule)) {
        callback(new AddressRefused('This address may not be connected to.'), null);
        return;
      }
      connect(options, callback);
    },
  });
}
