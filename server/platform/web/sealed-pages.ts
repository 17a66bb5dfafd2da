import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import { type CspSettings, contentSecurityPolicy, pageHashes } from "./csp";

export type Encoding = "br" | "gzip" | "identity";
type Page = { policy: string; encoded: Map<Encoding, Promise<Buffer>> };

const MEMORY = 64 * 1024 * 1024;
const SMALLEST = 1024;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** The encoding to answer with: the best one the client names and does not rule out. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding {
  const refused = /;\s*q=0(?:\.0*)?\s*$/;
  const accepted = String(header ?? "")
    .toLowerCase()
    .split(",")
    .filter((part) => !refused.test(part))
    .map((part) => part.split(";")[0]?.trim());
  if (accepted.includes("br")) return "br";
  return accepted.includes("gzip") ? "gzip" : "identity";
}

/**
 * Html pages with their content security policy and compressed. Pages that are the same for everyone
 * come again and again as the very same string, so what was worked out for one is kept under it.
 */
export class SealedPages {
  #pages = new LRUCache<string, Page>({
    maxSize: MEMORY,
    // The page's text (usually one byte a letter, at most two) and its compressed forms.
    sizeCalculation: (_page, html) => Math.ceil(html.length * 1.6) + 1000,
  });
  #settings: CspSettings;
  #reactSource: string;

  constructor(settings: CspSettings, reactSource: string) {
    this.#settings = settings;
    this.#reactSource = reactSource;
  }

  /**
   * @param shared whether the page is the same for everyone and worth keeping
   * @returns the policy to send with the page, and its body in the encoding
   */
  async seal(
    html: string,
    encoding: Encoding,
    shared: boolean,
  ): Promise<{ policy: string; body: string | Buffer; encoding: Encoding }> {
    const page = (shared ? this.#pages.get(html) : undefined) ?? this.#prepare(html, shared);
    if (encoding === "identity" || html.length < SMALLEST) {
      return { policy: page.policy, body: html, encoding: "identity" };
    }
    const encoded = page.encoded.get(encoding) ?? compress(html, encoding, shared);
    page.encoded.set(encoding, encoded);
    return { policy: page.policy, body: await encoded, encoding };
  }

  #prepare(html: string, shared: boolean): Page {
    const policy = contentSecurityPolicy(this.#settings, pageHashes(html, this.#reactSource));
    const page: Page = { policy, encoded: new Map() };
    if (shared) this.#pages.set(html, page);
    return page;
  }
}

/** A page that is sent many times is worth more work than one that is sent once. */
function compress(html: string, encoding: "br" | "gzip", shared: boolean): Promise<Buffer> {
  if (encoding === "gzip") return toGzip(html, { level: 6 });
  return toBrotli(html, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: shared ? 6 : 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}
