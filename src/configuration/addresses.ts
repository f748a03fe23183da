/** What the configuration asks of URLs and addresses, before any of them is used. */
import ipaddr from 'ipaddr.js';

/** An absolute http(s) URL without user info, query and fragment; null when it is none. */
export function plainHttpUrl(text: string): URL | null {
  if (/[\s\\\u0000-\u001f]/.test(text) || text.includes('?') || text.includes('#')) return null;
  let url: URL;
  try { url = new URL(text); } catch { return null; }
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '' || /^https?:\/\/[^/]*@/i.test(text)) return null;
  return url;
}

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();

/** `localhost`, its sub-names and the loopback addresses of both families. */
export function isLoopbackHost(url: URL): boolean {
  const host = bareHost(url);
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback';
}

/** An address by number that is certainly not loopback. */
export function isOtherAddress(url: URL): boolean {
  const host = bareHost(url);
  return ipaddr.isValid(host) && ipaddr.process(host).range() !== 'loopback';
}

/** The widest ranges that anybody has for himself: 10/8 and fc00::/7. Halves of the internet, put together, mean everybody too. */
const WIDEST_IPV4_BITS = 8;
const WIDEST_IPV6_BITS = 7;

/** An address or CIDR range that does not mean everybody; null when it is none. */
export function proxyRange(text: string): string | null {
  if (ipaddr.isValid(text)) return /^[\d.]+$/.test(text) && text.split('.').length !== 4 ? null : text;
  if (!ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address instanceof ipaddr.IPv6 && address.match(ipaddr.parseCIDR('::/80'))) {
    // A mapped range means the IPv4 one, as which peers are compared.
    return address.isIPv4MappedAddress() && bits >= 96 + WIDEST_IPV4_BITS ? `${address.toIPv4Address().toString()}/${bits - 96}` : null;
  }
  return bits >= (address.kind() === 'ipv4' ? WIDEST_IPV4_BITS : WIDEST_IPV6_BITS) ? text : null;
}
