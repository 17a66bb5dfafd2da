import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Whether an address is that of a trusted proxy. */
export type IsTrusted = (address: string, hop: number) => boolean;

/** Parses addresses and networks (CIDR) of trusted proxies, once. @throws Error a plain sentence on a bad one */
export function trustProxies(cidrs: readonly string[]): IsTrusted {
  try {
    return proxyAddr.compile([...cidrs]);
  } catch (error) {
    throw new Error(
      `TRUSTED_PROXIES must list addresses or networks such as 10.0.0.0/8: ${(error as Error).message}.`,
    );
  }
}

/** Strips a port, and the brackets around an IPv6 address. */
function withoutPort(hop: string | undefined): string {
  return (hop ?? "")
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}

/** Converts an address to its canonical spelling (IPv4-mapped IPv6 becomes IPv4); null if it is not one. */
function canonical(hop: string | undefined): string | null {
  const address = withoutPort(hop);
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
}

/** Whether the peer of a socket is a trusted proxy, which brings the requests of many people. */
export function isProxy(peer: string | undefined, isTrusted: IsTrusted): boolean {
  return isTrusted(withoutPort(peer), 0);
}

/**
 * Finds the address a request comes from. X-Forwarded-For counts only if the peer of the socket is a trusted
 * proxy; it is then read from the right, and the first address that is not a trusted proxy is the client.
 * Everything left of that one was written by the client and proves nothing.
 */
export function clientAddress(
  peer: string | undefined,
  headers: IncomingHttpHeaders,
  isTrusted: IsTrusted,
): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "");
  const request = { socket: { remoteAddress: peer }, headers: { "x-forwarded-for": forwarded } };
  const hops = proxyAddr.all(request as unknown as IncomingMessage, (hop, i) =>
    isTrusted(withoutPort(hop), i),
  );
  // The last hop can be any text. If it is not an address, the proxy that sent it counts.
  return hops.map(canonical).findLast((address) => address !== null) ?? "unknown";
}
