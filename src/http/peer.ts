/** Who calls: the address of the connection, or what a configured proxy says of it. */
import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** @param trusted addresses and CIDR ranges of the proxies whose `X-Forwarded-For` is believed. */
export function peerAddress(trusted: readonly string[]): (socketAddress: string | undefined, forwardedFor: string | undefined) => string {
  const ranges = trusted.map((text): Range => {
    if (!text.includes('/')) { const address = ipaddr.process(text); return [address, address.kind() === 'ipv4' ? 32 : 128]; }
    const [address, bits] = ipaddr.parseCIDR(text);
    return [address, bits];
  });
  const believed = (text: string): boolean => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return ranges.some(([range, bits]) => address.kind() === range.kind() && address.match(range, bits));
  };
  // Nearly every request comes from where the one before came from.
  let last = { written: '', plainly: '' };
  return (socketAddress, forwardedFor) => {
    const written = socketAddress ?? '';
    if (written !== last.written) last = { written, plainly: plain(written) };
    let peer = last.plainly;
    if (ranges.length === 0 || forwardedFor === undefined) return peer;
    const hops = forwardedFor.slice(-2000).split(',').map((hop) => hop.trim());
    while (hops.length > 0 && believed(peer)) {
      const hop = hops.pop() ?? '';
      if (!ipaddr.isValid(hop)) break;
      peer = plain(hop);
    }
    return peer;
  };
}

const plain = (text: string): string => (ipaddr.isValid(text) ? ipaddr.process(text).toString() : text);
