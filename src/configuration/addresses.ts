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

/** An address or CIDR range that does not mean everybody; null when it is none. */
export function proxyRange(text: string): string | null {
  if (ipaddr.isValid(text)) return /^[\d.]+$/.test(text) && text.split('.').length !== 4 ? null : text;
  if (!ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  const everyIpv4 = address.kind() === 'ipv6' && bits <= 96 && /^::(ffff:)?/i.test(address.toString()) && (address as ipaddr.IPv6).match(ipaddr.parseCIDR('::/80')); // sound: kind was just asked
  return bits === 0 || everyIpv4 ? null : text;
}
