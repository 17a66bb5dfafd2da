import { pathOf } from "../request-guard";

/** Readers of one finished page: everybody, or only people without a session, for whom it was made. */
type Audience = "everybody" | "guests";

/** A page that is made once, by the address under which it is kept. */
interface FinishedAddress {
  /** Path and the parameters that the page reads, in a fixed order. */
  url: string;
  audience: Audience;
  /** Whether most people only read it, so that it can do without the framework until they do more. */
  sleeps: boolean;
}

interface Kind {
  path: RegExp;
  audience: Audience;
  /** Whether people come to fill in its form. */
  asks?: true;
  /** Parameters that the page reads, with the kept values. With other values, each request renders the page. */
  reads: Readonly<Record<string, RegExp>>;
}

const SLUG = "(?!(?:new|import)$)[a-z0-9-]{1,120}";
/** The key of an author, as an address holds it. */
const KEY = "(?:[a-z0-9-]|%[0-9A-F]{2}){1,250}";
/**
 * A page number, or a position in a list (server/platform/text/inputs.ts). Anybody can make up positions, which costs the
 * memory no more than its bound: pages that are asked for often stay.
 */
const PAGE = /^(?:[1-9]\d?|100|\d{1,7}\.[ab]\.[\w-]{1,200})$/;
const LIST = {
  order: /^(?:trending|new|top)$/,
  window: /^(?:day|week|month|year|all)$/,
  page: PAGE,
};
const THREAD = { order: /^(?:best|newest|oldest)$/, page: PAGE };
/** A value that anybody can make up, without limit. */
const NONE = /^(?!)/;

/** The pages that are kept. A test holds them against `app/`. */
const KINDS: readonly Kind[] = [
  { path: /^\/$/, audience: "everybody", reads: LIST },
  { path: new RegExp(`^/papers/${SLUG}$`), audience: "everybody", reads: THREAD },
  {
    path: new RegExp(`^/papers/${SLUG}/comments/[0-9a-f-]{36}$`),
    audience: "everybody",
    reads: THREAD,
  },
  { path: /^\/topics$/, audience: "everybody", reads: {} },
  { path: new RegExp(`^/topics/${SLUG}$`), audience: "everybody", reads: LIST },
  { path: new RegExp(`^/authors/${KEY}$`), audience: "everybody", reads: LIST },
  { path: /^\/groups$/, audience: "everybody", reads: { page: PAGE } },
  { path: new RegExp(`^/groups/${SLUG}$`), audience: "guests", reads: {} },
  {
    path: /^\/sign-in$/,
    audience: "guests",
    asks: true,
    reads: { to: NONE, error: NONE, sent: /^1?$/, done: /^(?:everywhere|deleted)$/ },
  },
  {
    path: /^\/subscribe$/,
    audience: "everybody",
    asks: true,
    reads: { topic: /^[a-z0-9-]{1,60}$/, author: NONE, q: NONE, sent: /^1$/ },
  },
];

/** Most characters of an address to look up. */
const LONGEST = 300;

/**
 * Finds the finished page of an address. Parameters that the page does not read are left out: they would only fill
 * the memory with copies.
 * @returns null for a page that is made for each request
 */
export function finishedAddress(url: string): FinishedAddress | null {
  if (url.length > LONGEST) return null;
  const path = pathOf(url);
  const kind = KINDS.find((one) => one.path.test(path));
  if (!kind) return null;
  const given = new URLSearchParams(url.slice(path.length));
  const kept = new URLSearchParams();
  for (const [name, values] of Object.entries(kind.reads)) {
    const [value, ...others] = given.getAll(name);
    if (value === undefined) continue;
    if (others.length > 0 || !values.test(value)) return null;
    kept.set(name, value);
  }
  const { audience, asks = false } = kind;
  return { url: kept.size > 0 ? `${path}?${kept}` : path, audience, sleeps: !asks };
}
