import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = [Address, number];

/** CIDRs (or single addresses) of trusted proxies, parsed once. Throws a plain sentence on a bad one. */
export function parseNetworks(cidrs: readonly string[]): Network[] {
  return cidrs.map((cidr) => {
    try {
      if (cidr.includes("/")) return ipaddr.parseCIDR(cidr) as Network;
      const address = ipaddr.process(cidr);
      return [address, address.kind() === "ipv4" ? 32 : 128];
    } catch {
      throw new Error(
        `TRUSTED_PROXIES: "${cidr}" is not an address or a network such as 10.0.0.0/8.`,
      );
    }
  });
}

/** An address in its one canonical spelling (IPv4-mapped IPv6 becomes IPv4), or null. */
function parse(text: string | undefined): Address | null {
  const bare = text
    ?.trim()
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return bare && ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

function within(address: Address, networks: readonly Network[]): boolean {
  return networks.some(
    ([base, bits]) => base.kind() === address.kind() && address.match(base as never, bits),
  );
}

/** Whether the peer of a socket is a trusted proxy, which brings the requests of many. */
export function isProxy(peer: string | undefined, trusted: readonly Network[]): boolean {
  const address = parse(peer);
  return address !== null && within(address, trusted);
}

/**
 * Whose request it is. X-Forwarded-For counts only when the peer of the socket is a trusted proxy;
 * it is then read from the right, and the first address that is not a trusted proxy is the client.
 * Whatever stands left of that one was written by the client and says nothing.
 */
export function clientAddress(
  peer: string | undefined,
  headers: IncomingHttpHeaders,
  trusted: readonly Network[],
): string {
  let client = parse(peer);
  if (!client) return "unknown";
  const header = headers["x-forwarded-for"];
  const hops = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",");
  while (within(client, trusted)) {
    const hop = parse(hops.pop());
    if (!hop) break;
    client = hop;
  }
  return client.toString();
}
