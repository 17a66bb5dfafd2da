// Unwraps addresses: those that lead through a search engine, a mail scanner, an archive or a library's proxy.
import { decodeOnce } from "./doi";

/** An address as it was pasted, in its parts. Path and query are still encoded. */
export interface Link {
  /** The whole, with its scheme. */
  href: string;
  /** In lower case, without "www.", "m." and the port. */
  host: string;
  path: string;
  query: string;
}

/** Hosts that lead on, and the parameter that says where. */
const LEADING: readonly (readonly [host: RegExp, parameter: RegExp])[] = [
  [
    /^(?:(?:[\w-]+\.)?google\.[a-z.]{2,6}|scholar\.google\.[a-z.]{2,6})$/,
    /^(?:q|url|u|adurl|imgrefurl)$/,
  ],
  [/^(?:.+\.)?safelinks\.protection\.(?:outlook|office365)\.(?:com|us)$/, /^url$/],
  [/^statics\.teams\.(?:cdn\.)?(?:office\.net|microsoft\.com)$/, /^url$/],
  [/^(?:l|lm)\.(?:facebook|instagram|messenger)\.com$/, /^u$/],
  [/^(?:.+\.)?(?:duckduckgo\.com)$/, /^uddg$/],
  [
    /^(?:.+\.)?(?:linkedin\.com|slack-redir\.net|reddit\.com|steamcommunity\.com)$/,
    /^(?:url|link)$/,
  ],
  [/^(?:youtube\.com|t\.umblr\.com|vk\.com|yandex\.\w+|search\.yahoo\.com)$/, /^(?:q|z|to|url)$/],
  [
    /^(?:.+\.)?(?:linkprotect\.cudasvc\.com|clicktime\.symantec\.com|urldefense\.proofpoint\.com)$/,
    /^[au]$/,
  ],
  [/^(?:.+\.)?deref-(?:gmx|web-?de|web)\.\w+$/, /^(?:redirectUrl|url)$/],
  [
    /^(?:.+\.)?(?:getpocket\.com|feedly\.com|instapaper\.com|translate\.google\.\w+|webcache\.\w+\.com)$/,
    /^(?:url|u)$/,
  ],
];
/** Parameters by which any other page leads on, as where a link is shared or counted. */
const SHARED =
  /^(?:url|u|q|o|to|target|link|href|goto|dest|destination|redirect(?:_?url|_?uri|_to)?)$/i;
/** A proxy's page of signing in, which names the address that one wants. */
const PROXY_LOGIN = /^\/(?:login|connect|menu)?\/?$/i;
/** Hosts whose path is another address: archives, readers, scanners. */
const IN_PATH =
  /^(?:web\.archive\.org|archive\.(?:org|today|is|ph|md|li|vn|fo)|r\.jina\.ai|12ft\.io|secure-web\.cisco\.com|via\.hypothes\.is|hyp\.is|outline\.com|urldefense\.com|urldefense\.us|protect(?:-\w+)?\.checkpoint\.com|r\.search\.yahoo\.com|webcache\.googleusercontent\.com)$/;
/** Google's copies of pages for phones. */
const AMP = /^google\.[a-z.]{2,6}$|\.cdn\.ampproject\.org$|^cdn\.ampproject\.org$/;
const PROXY =
  /proxy|(?:^|[.-])ezp|\.oclc\.org$|remotexs|libaccess|webvpn|sslvpn|remote-?access|^\d-|\.translate\.goog$/;

/** Whether a host stands for another one: a library's proxy, or a translator. */
export function isProxy(host: string): boolean {
  return PROXY.test(host);
}

/** Lists the hosts that a proxy's host may stand for: `dl-acm-org.proxy.example.edu` is `dl.acm.org`. */
export function hostsBehind(host: string): string[] {
  const bare = host.replace(/^\d-/, "");
  const [first = ""] = bare.split(".");
  const dotted = first.replace(/--/g, "\0").replace(/-/g, ".").replace(/\0/g, "-");
  const labels = bare.split(".");
  const prefixes = labels.slice(2, 6).map((_, at) => labels.slice(0, at + 2).join("."));
  return [dotted, ...prefixes].map((one) => one.replace(/^www\./, ""));
}

/** Takes an address apart; null if it has no host. */
export function linkIn(text: string): Link | null {
  const href = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const [, authority = "", path = "", query = ""] =
    /^https?:\/\/([^/?#\s\\]*)([^?#]*)(?:\?([^#]*))?/i.exec(href) ?? [];
  const host = authority
    .replace(/^.*@/, "")
    .replace(/:\d*$/, "")
    .toLowerCase()
    .replace(/^(?:www\d?|m|mobile)\./, "")
    .replace(/\.$/, "");
  return host === "" || !URL.canParse(href) ? null : { href, host, path, query };
}

/** Finds a parameter of an address, decoded once. */
export function parameterOf({ query }: Link, name: RegExp): string | null {
  for (const pair of query.slice(0, 8000).split("&")) {
    const at = pair.indexOf("=");
    if (at > 0 && name.test(pair.slice(0, at))) return decodeOnce(pair.slice(at + 1));
  }
  return null;
}

const isAddress = (text: string | null | undefined): text is string =>
  /^https?:\/\/./i.test(text ?? "");

/** Proofpoint's way of writing addresses: `-` for `%`, and `_` for `/`. */
function ofProofpoint(text: string): string {
  return decodeOnce(text.replace(/-(?=[0-9A-F]{2})/gi, "%").replace(/_/g, "/"));
}

/** Bing's way of writing addresses: "a1", and then Base64. */
function ofBing(text: string | null): string | null {
  return text?.startsWith("a1") ? addressInBase64(text.slice(2)) : null;
}

/** Reads an address that is written in Base64; null if it is none. */
function addressInBase64(text: string | null): string | null {
  if (!text?.startsWith("aHR0c")) return null;
  try {
    const held = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return isAddress(held) ? held : null;
  } catch {
    return null;
  }
}

/**
 * Finds the address of another site in the parameters of an unknown page, or behind its question mark; null if there is
 * none. The page may be about something else, so only the address of a paper counts.
 */
export function shownIn(link: Link): string | null {
  if (/^https?:\/\/./i.test(link.query)) return link.query;
  for (const pair of link.query.slice(0, 8000).split("&")) {
    const at = pair.indexOf("=");
    if (at < 0 || !SHARED.test(pair.slice(0, at))) continue;
    const held = decodeOnce(pair.slice(at + 1));
    if (isAddress(held)) return held;
    const hidden = addressInBase64(held);
    if (hidden) return hidden;
  }
  return null;
}

/** Finds the address that another one leads to; null if it leads nowhere else. */
export function unwrapped(link: Link): string | null {
  const { host, path, query } = link;
  if (host === "urldefense.proofpoint.com" && path.startsWith("/v2/")) {
    const held = ofProofpoint(parameterOf(link, /^u$/) ?? "");
    return isAddress(held) ? held : null;
  }
  const [, amp] = AMP.test(host) ? (/^\/(?:amp|[cv])\/(?:s\/)?(.+)$/.exec(path) ?? []) : [];
  if (amp) return `https://${amp}${query && `?${query}`}`;
  if (IN_PATH.test(host)) return inPath(path + (query && `?${query}`));
  if (host === "bing.com") {
    return ofBing(parameterOf(link, /^u$/));
  }
  const leading = LEADING.find(([pattern]) => pattern.test(host))?.[1];
  const parameter = leading ?? (isProxy(host) && PROXY_LOGIN.test(path) ? /^q?url$/i : null);
  const held = parameter && parameterOf(link, parameter);
  if (isAddress(held)) return held;
  // Proxies take the address as it is: nothing of it is encoded, and all of it is meant.
  const [, raw] = (!leading && parameter && /(?:^|&)q?url=(https?:\/\/.*)$/i.exec(query)) || [];
  return raw ?? null;
}

/** Finds the address within a path. Some programs leave it one slash, and end it with a mark. */
function inPath(path: string): string | null {
  const [, raw] = /(https?(?::|%3A)(?:\/|%2F){1,2}.*)$/i.exec(path) ?? [];
  if (!raw) return null;
  const held = /^https?%3A/i.test(raw) ? decodeOnce(raw) : raw;
  return held.replace(/^(https?:)\/+/i, "$1//").replace(/__;.*$|___\..*$|\/RK=.*$/, "");
}
