// Sends one request to a source or a feed, never into a private network, and with limits. Sources are listed hosts, asked
// by https only.
import { type LookupAddress, lookup } from "node:dns";
import { type ClientRequest, type IncomingMessage, request as requestPlainly } from "node:http";
import { type RequestOptions, request } from "node:https";
import { promisify } from "node:util";
import iconv from "iconv-lite";
import ipaddr from "ipaddr.js";
import { Unreadable } from "../record";

/** All hosts of sources. Feeds are anywhere, because people give their addresses. */
const HOSTS = new Set([
  ...["export.arxiv.org", "api.crossref.org", "api.datacite.org", "api.openalex.org"],
  ...["api.semanticscholar.org", "api.openreview.net", "api2.openreview.net"],
  ...["eutils.ncbi.nlm.nih.gov", "aclanthology.org"],
]);

const REDIRECTS = 3;
const BYTES = 4 * 1024 * 1024;
const SECONDS = 15;

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  body: string;
  retryAfter: string | null;
}

/** The parts of the machine that a request needs. Tests bring another one, which leads to servers of theirs. */
export interface Network {
  resolve(host: string): Promise<LookupAddress[]>;
  mayConnectTo(address: string): boolean;
  send(url: URL, options: RequestOptions): ClientRequest;
}

/** Whether an address belongs to the public internet: not to this machine, a local network or a reserved range. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

const resolveAll = promisify(lookup);

export const internet: Network = {
  resolve: (host) => resolveAll(host, { all: true }),
  mayConnectTo: isPublicAddress,
  send: (url, options) =>
    url.protocol === "http:" ? requestPlainly(url, options) : request(url, options),
};

/** @throws Unreadable unless a URL is one of a listed host, by https and at its usual port */
function demandListed(url: URL): void {
  const isPlain = url.protocol === "https:" && url.port === "" && url.username === "";
  if (!isPlain || !HOSTS.has(url.hostname)) throw new Unreadable("This host is not listed.");
}

/** @throws Unreadable unless a URL is one of the web, at the usual port and without a password */
function demandWeb(url: URL): void {
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.port !== "" || url.username !== "" || url.password !== "")
    throw new Unreadable("This is no address of the web.");
}

/** Asks one address, without following where it leads. */
async function askOnce(
  url: URL,
  network: Network,
  headers: Record<string, string>,
  signal: AbortSignal,
) {
  const found = await network.resolve(url.hostname);
  // One private address is enough to refuse: the name may change to it at any moment.
  if (found.length === 0 || !found.every(({ address }) => network.mayConnectTo(address)))
    throw new Unreadable("This host leads into a private network.");
  const [first] = found as [LookupAddress];
  const message = await new Promise<IncomingMessage>((done, fail) => {
    const sent = network.send(url, {
      agent: false,
      signal,
      maxHeaderSize: 32 * 1024,
      headers: { ...headers, Accept: "*/*", "Accept-Encoding": "identity" },
      // The connection goes to the address that was checked: the name is not looked up again.
      lookup: (_host, options, give) =>
        options.all ? give(null, [first]) : give(null, first.address, first.family),
    });
    sent.on("response", done).on("error", fail).end();
  });
  return message;
}

/** Reads a body up to the limit. A page of another encoding than UTF-8 is read as Windows-1252. */
async function bodyOf(message: IncomingMessage): Promise<string> {
  const encoding = message.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw new Unreadable("The answer is compressed.");
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BYTES) throw new Unreadable("The answer is too large.");
    chunks.push(chunk);
  }
  const all = Buffer.concat(chunks);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(all);
  } catch {
    text = iconv.decode(all, "win1252");
  }
  // The database holds no such character.
  return text.replaceAll("\0", "");
}

/**
 * Fetches an address. Redirects are followed a few times, each checked like the address itself.
 * @param agent the User-Agent, with an address of the people who run this site
 * @param secret headers with a key, which go to this address alone and not where it leads
 * @throws Error if there is no answer, or one that breaks a limit
 */
export async function fetchRaw(
  address: string,
  agent: string,
  network: Network = internet,
  signal = AbortSignal.timeout(SECONDS * 1000),
  secret: Record<string, string> = {},
): Promise<RawAnswer> {
  const asked = { agent, network, signal, demand: demandListed };
  return follow(address, asked, secret, async (message) => ({
    status: message.statusCode ?? 0,
    body: await bodyOf(message),
    retryAfter: message.headers["retry-after"] ?? null,
  }));
}

/** The version of a feed as its server names it; empty where it names none. */
export interface FeedVersion {
  etag: string;
  lastModified: string;
}

/** Characters of a version; a longer one is left out. */
const VERSION = 300;

/**
 * Fetches a feed at an address that a person gave, by https or http. Redirects are followed a few times, each checked like
 * the address itself.
 * @param version the one that is known already: the status is 304 if it is still the latest
 * @throws Error if there is no answer, or one that breaks a limit
 */
export function fetchFeed(
  address: string,
  agent: string,
  version: FeedVersion,
  network: Network = internet,
  signal = AbortSignal.timeout(SECONDS * 1000),
): Promise<{ status: number; body: string; version: FeedVersion }> {
  const known = {
    ...(version.etag ? { "If-None-Match": version.etag } : {}),
    ...(version.lastModified ? { "If-Modified-Since": version.lastModified } : {}),
  };
  const short = (value = "") => (value.length <= VERSION ? value : "");
  const asked = { agent, network, signal, demand: demandWeb };
  return follow(address, asked, known, async (message) => ({
    status: message.statusCode ?? 0,
    body: await bodyOf(message),
    version: {
      etag: short(message.headers.etag),
      lastModified: short(message.headers["last-modified"]),
    },
  }));
}

interface Asked {
  agent: string;
  network: Network;
  signal: AbortSignal;
  /** @throws Unreadable for an address that may not be asked */
  demand(url: URL): void;
}

/** Follows redirects to an answer, and reads it. @param first headers for the first address alone */
async function follow<Answer>(
  address: string,
  { agent, network, signal, demand }: Asked,
  first: Record<string, string>,
  read: (message: IncomingMessage) => Promise<Answer>,
): Promise<Answer> {
  let url = new URL(address);
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    demand(url);
    const headers = { "User-Agent": agent, ...(hop === 0 ? first : {}) };
    const message = await askOnce(url, network, headers, signal);
    try {
      const status = message.statusCode ?? 0;
      const { location } = message.headers;
      if (status < 300 || status >= 400 || !location) return await read(message);
      if (!URL.canParse(location, url)) throw new Unreadable("The answer leads nowhere.");
      url = new URL(location, url);
    } finally {
      message.destroy();
    }
  }
  throw new Unreadable("The answer leads on and on.");
}
