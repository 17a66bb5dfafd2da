// Reads an address: the paper that it names, or the page that it leads to.
import { type Identifier, identifierOf } from "./identifiers";
import { isKnownHost, type Reason, readAtHost } from "./sites";
import { hostsBehind, isProxy, type Link, linkIn, shownIn, unwrapped } from "./wrapping";

/** One of three answers: identifiers, the address of an unknown page, or a refusal. */
export type LinkAnswer = { ids: Identifier[] } | { url: string } | { refuse: Reason };

/** Wrappers around an address that are taken off: a mail scanner around a search engine around a proxy. */
const WRAPPERS = 4;
/** Parameters that say where a reader came from, and nothing of the page. */
const TRACKING = /^(?:utm_\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id)(?:=|$)/i;

/** Writes an address as it is kept: by the URL standard, without parameters that track. */
function kept(href: string): LinkAnswer {
  const [, before = "", query, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(href) ?? [];
  const rest = (query ?? "").split("&").filter((pair) => pair !== "" && !TRACKING.test(pair));
  const url = identifierOf(
    "url",
    before + (rest.length > 0 ? `?${rest.join("&")}` : "") + fragment,
  );
  return url ? { url: url.value } : { refuse: "malformed" };
}

/** Reads the paper whose address an unknown page has in its own; null if there is none. */
function shownPaper(link: Link): LinkAnswer | null {
  const shown = shownIn(link);
  const answer = shown && shown.length < link.href.length ? readLink(shown) : null;
  return answer && "ids" in answer ? answer : null;
}

/** Reads an address with or without its scheme. */
export function readLink(text: string): LinkAnswer {
  let href = text;
  for (let taken = 0; taken <= WRAPPERS; taken += 1) {
    const link = linkIn(href);
    if (!link) return { refuse: "malformed" };
    const inner = unwrapped(link);
    if (inner !== null) {
      href = inner;
      continue;
    }
    const behind = isProxy(link.host) ? hostsBehind(link.host).find(isKnownHost) : undefined;
    const answer = readAtHost(link, behind ?? link.host);
    if (answer === null) return shownPaper(link) ?? kept(link.href);
    return typeof answer === "string" ? { refuse: answer } : { ids: answer };
  }
  return { refuse: "malformed" };
}
