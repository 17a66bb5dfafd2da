const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a host name, as `URL` has it, is one of the three that mean this machine. */
export function isLoopbackName(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/**
 * Finds the host under which a request is answered, from its Host header and the configured address.
 *
 * A site with a public address always answers as that address, whatever the header says, so that
 * nothing (links, cookies, origin checks, sign-in returns) can be derived from a header.
 * A site on loopback is reached by three names; the one used is kept, so that 127.0.0.1 works as
 * well as localhost. Any other name is refused (null): under a name of its own that resolves to loopback, a
 * foreign web page could read the site.
 *
 * @param ports the ports this server answers on besides the one in the configured address
 */
export function siteHost(
  header: string | undefined,
  site: URL,
  ports: readonly number[],
): string | null {
  if (!isLoopbackName(site.hostname)) return site.host;
  if (!header || !/^[\w.\-:[\]]+$/.test(header) || !URL.canParse(`http://${header}`)) return null;
  const asked = new URL(`http://${header}`);
  const port = Number(asked.port || 80);
  const known = [Number(site.port || (site.protocol === "https:" ? 443 : 80)), ...ports];
  return isLoopbackName(asked.hostname) && known.includes(port) ? asked.host : null;
}
