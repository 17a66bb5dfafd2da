import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { readCookie } from "../cookies";
import { acceptedEncoding, type Encoding } from "../csp/sealed-pages";
import { withTopics } from "../finished/shown";
import { isPlain } from "../request-guard";
import { MemoizedPages, STEADY_MS } from "./pages";
import { type MakeCall, rendering } from "./visit";

/** A page as it was sealed for one encoding. */
export interface Sealed {
  policy: string;
  encoding: Encoding;
  body: string | Buffer;
}

interface Answer extends Sealed {
  body: Buffer;
  headers: OutgoingHttpHeaders;
}

interface Answering {
  https: boolean;
  /** Most bytes of all pages together. */
  most: number;
  /** Makes the calls of a page as the sender of a request with these headers. */
  callsFor: (headers: Headers) => MakeCall;
  now?: () => number;
}

/** A request whose page has to be rendered. */
export interface Rendering {
  /** Renders it with the answers that are already there. */
  render: (make: () => Promise<void>) => Promise<void>;
  /** Keeps what was rendered, if it is a whole page. */
  keep: (res: ServerResponse, html: string, sealed: Sealed) => void;
}

/** Answers a request by a page that is known for these answers. @returns how to render it otherwise; null if it did */
export type AnswerMemoized = (
  req: IncomingMessage,
  res: ServerResponse,
) => Promise<Rendering | null>;

/** The rendering of what is not remembered. */
export const AS_EVER: Rendering = { render: (make) => make(), keep: () => {} };
/** Headers of one connection, and those that depend on the body. */
const NOT_KEPT =
  /^(?:content-length|content-encoding|transfer-encoding|connection|keep-alive|date|etag)$/;
/** Most characters of an address that is remembered. */
const LONGEST = 500;

/** Answers requests of people who are signed in, rendering a page once for all who get the same answers from its calls. */
export function memoizedAnswers({
  https,
  most,
  callsFor,
  now = Date.now,
}: Answering): AnswerMemoized {
  const pages = new MemoizedPages<Answer>(most);
  return async (req, res) => {
    const { url = "", headers } = req;
    const isMember = readCookie(headers.cookie, "session", https) !== null;
    if (!isMember || !isPlain(req) || req.method !== "GET" || url.length > LONGEST) return AS_EVER;
    const before = new Set(res.getHeaderNames());
    const since = now() - (now() % STEADY_MS);
    const steady = <Result>(make: () => Promise<Result>) =>
      withTopics(make, since).then(({ result }) => result);
    const encoding = acceptedEncoding(headers["accept-encoding"]);
    const address = `${since} ${encoding} ${headers.host} ${url}`;
    const known = await steady(() => pages.visit(address, callsFor(headersOf(req))));
    if (known.page) {
      send(res, known.page);
      return null;
    }
    const { visit, keep } = known;
    return {
      render: (make) => steady(() => rendering(visit, make)),
      keep(sent, html, { policy, encoding: used, body }) {
        const good = sent.statusCode === 200 && !sent.hasHeader("set-cookie");
        // The rendering ends early when its reader leaves.
        if (!good || sent.destroyed || !html.trimEnd().endsWith("</html>")) return;
        const own = Object.entries(sent.getHeaders()).filter(
          ([name]) => !before.has(name) && !NOT_KEPT.test(name),
        );
        // As a string it would take up to twice its bytes, in the heap.
        const bytes = Buffer.from(body);
        keep(
          { policy, encoding: used, body: bytes, headers: Object.fromEntries(own) },
          bytes.length,
        );
      },
    };
  };
}

function headersOf({ headers }: IncomingMessage): Headers {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new Headers(entries);
}

function send(res: ServerResponse, { policy, encoding, body, headers }: Answer): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) res.setHeader(name, value);
  }
  res.appendHeader("Vary", "Accept-Encoding");
  if (encoding !== "identity") res.setHeader("Content-Encoding", encoding);
  res.setHeader("Content-Security-Policy", policy);
  res.setHeader("Content-Length", body.length);
  res.writeHead(200).end(body);
}
