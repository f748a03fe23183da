/** Which FHIR server a request may have called for it, and over which network. @see configuration.md section 2, security.md section 5 */
import type { Client, Config } from '../../config';
import type { NetworkRule } from './addresses';
import { baseOf, liesWithin, type Base } from './base-url';

export interface Server { base: Base; rule: NetworkRule }
export type ServerSettings = Pick<Config, 'auth' | 'clients' | 'clientsFileGiven' | 'production' | 'publicBaseUrl' | 'sandbox'>;

/** The server named, when it may be called; null: it is never contacted. `client` is the one whose token came, null with `AUTH=off`. */
export function serverFor(fhirServer: string, client: Client | null, config: ServerSettings): Server | null {
  const base = baseOf(fhirServer);
  if (base === null) return null;
  if (client !== null) return listedFor(base, client);
  if (config.auth === 'required') return null;
  if (config.clientsFileGiven) {
    const listed = config.clients.some((each) => isListed(base, each.fhirServers));
    return listed ? { base, rule: { kind: 'any' } } : null;
  }
  if (config.production) return null;
  if (config.sandbox && isListed(base, [`${config.publicBaseUrl}/sandbox/fhir`])) return { base, rule: { kind: 'any' } };
  return isLoopbackHost(base.url.hostname) ? { base, rule: { kind: 'loopback-only' } } : null;
}

function listedFor(base: Base, client: Client): Server | null {
  if (!isListed(base, client.fhirServers)) return null;
  const rule = networkRuleFor(base.url, client);
  return rule === null ? null : { base, rule };
}

/** Plain http only to loopback, and only where the client allows it; null: not at all. */
export function networkRuleFor(url: URL, client: Client): NetworkRule | null {
  if (url.protocol === 'http:') return client.allowLoopback ? { kind: 'loopback-only' } : null;
  return { kind: 'public', private: client.allowPrivateNetwork, loopback: client.allowLoopback };
}

function isListed(base: Base, list: readonly string[]): boolean {
  return list.some((each) => {
    const outer = baseOf(each);
    return outer !== null && liesWithin(base, outer);
  });
}

const isLoopbackHost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
