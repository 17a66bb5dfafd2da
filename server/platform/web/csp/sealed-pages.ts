import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type CspSettings, contentSecurityPolicy, pageHashes } from "./csp";

export type Encoding = "br" | "gzip" | "identity";

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

/** A page that is sealed once for many readers. */
export interface Finished {
  policy: string;
  etag: string;
  bodies: Readonly<Record<Encoding, Buffer>>;
}

/** Seals HTML pages: compresses them, and makes the content security policy that names their scripts. */
export class SealedPages {
  #settings: CspSettings;
  #reactSource: string;

  constructor(settings: CspSettings, reactSource: string) {
    this.#settings = settings;
    this.#reactSource = reactSource;
  }

  /** @returns the policy to send with the page, and its body in the encoding */
  async seal(
    html: string,
    encoding: Encoding,
  ): Promise<{ policy: string; body: string | Buffer; encoding: Encoding }> {
    const policy = contentSecurityPolicy(this.#settings, pageHashes(html, this.#reactSource));
    if (encoding === "identity" || html.length < SMALLEST) {
      return { policy, body: html, encoding: "identity" };
    }
    return { policy, body: await compress(html, encoding), encoding };
  }

  /** Seals a page in every encoding, with a name for what it holds (ETag). */
  async finish(html: string): Promise<Finished> {
    const policy = contentSecurityPolicy(this.#settings, pageHashes(html, this.#reactSource));
    const [br, gzip] = await Promise.all([compress(html, "br"), compress(html, "gzip")]);
    const hash = createHash("sha256").update(policy).update(html).digest("base64url");
    // The ETag is weak, because it is the same for every encoding.
    return { policy, etag: `W/"${hash}"`, bodies: { br, gzip, identity: Buffer.from(html) } };
  }
}

function compress(html: string, encoding: "br" | "gzip"): Promise<Buffer> {
  if (encoding === "gzip") return toGzip(html, { level: 5 });
  return toBrotli(html, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}
