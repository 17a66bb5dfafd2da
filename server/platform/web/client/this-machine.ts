import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";

/**
 * Headers that browsers, curl and the pages of this site send. A proxy adds headers of many names (X-Forwarded-For, Via,
 * CF-Connecting-IP, X-Request-Start), so a header that is not listed here means that there is a proxy.
 */
const ORDINARY =
  /^(?:accept(?:-[a-z]+)?|host|connection|keep-alive|user-agent|cookie|origin|referer|sec-[a-z-]+|dnt|priority|upgrade|upgrade-insecure-requests|cache-control|pragma|content-(?:type|length|encoding)|transfer-encoding|expect|if-[a-z-]+|range|te|trailer|purpose|save-data|authorization|last-event-id|rsc|next-[a-z-]+|trpc-accept|x-trpc-source|x-nextjs-[a-z-]+|x-deployment-id|x-requested-with)$/;

/** Whether an address is this machine's own, in whatever spelling. */
export function isLoopback(address: string | undefined): boolean {
  return (
    address !== undefined &&
    ipaddr.isValid(address) &&
    ipaddr.process(address).range() === "loopback"
  );
}

/** The origin of a request according to its connection and headers. */
export interface Arrival {
  /** The address at the other end of the connection, and the one at ours. */
  peer: string | undefined;
  own: string | undefined;
  httpVersion: string;
  headers: IncomingHttpHeaders;
}

/**
 * Whether a request came directly from a browser on this machine, as far as the request tells.
 * - A proxy on this machine comes from loopback, too. Most add a header; nginx by default adds none, but asks in
 *   HTTP/1.0 (until 1.29.6), which no browser does.
 * - A browser at another address of the site says so in Origin, Referer or Sec-Fetch-Site, which proxies pass on.
 * @param host under which the request is answered, null if the site has no such name
 */
export function isDirect(arrival: Arrival, host: string | null): boolean {
  const { peer, own, httpVersion, headers } = arrival;
  if (!host || headers.host?.toLowerCase() !== host) return false;
  if (!isLoopback(peer) || !isLoopback(own) || httpVersion !== "1.1") return false;
  if (!Object.keys(headers).every((name) => ORDINARY.test(name))) return false;
  const { origin, referer } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  if (referer !== undefined && !referer.startsWith(`http://${host}/`)) return false;
  const from = headers["sec-fetch-site"];
  return from === undefined || from === "same-origin" || from === "none";
}

/**
 * Finds the ports of a direct connection from this machine, theirs and ours; null for others. With them the system
 * can be asked for its owner (connection-owner.ts).
 */
export function directConnection(req: IncomingMessage, host: string | null): string | null {
  const { remoteAddress: peer, localAddress: own, remotePort, localPort } = req.socket;
  const { httpVersion, headers } = req;
  return isDirect({ peer, own, httpVersion, headers }, host) ? `${remotePort} ${localPort}` : null;
}
