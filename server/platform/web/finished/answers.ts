import type { IncomingMessage, ServerResponse } from "node:http";
import fresh from "fresh";
import { readCookie } from "../cookies";
import { acceptedEncoding, type SealedPages } from "../csp/sealed-pages";
import { isPlain } from "../request-guard";
import { finishedAddress } from "./addresses";
import { lastWrite } from "./own-changes";
import { type Announcements, FinishedPages } from "./pages";
import { type Answer, type Ask, renderForAll } from "./rendering";
import { putToSleep } from "./sleeping";

interface Answering {
  https: boolean;
  pages: SealedPages;
  /** Most bytes of all pages together. */
  most: number;
  announcements: Announcements;
  /** Renders a page. */
  ask: Ask;
  /** The script that wakes a page; null if none sleeps. */
  wakeScript: string | null;
  now?: () => number;
}

/** Answers with a finished page. @returns whether it did; if not, the page must be rendered for this request */
export type AnswerFinished = (
  req: IncomingMessage,
  res: ServerResponse,
  from: { host: string; direct: boolean },
) => Promise<boolean>;

/** Answers requests for the pages that are the same for everybody, each made once until something it shows changes. */
export function finishedAnswers(how: Answering): AnswerFinished {
  const { https, pages, most, announcements, ask, wakeScript, now = Date.now } = how;
  const finished = new FinishedPages<Answer>({
    most,
    announcements,
    now,
    make: (key, readAt) => {
      const space = key.indexOf(" ");
      const [host, url] = [key.slice(0, space), key.slice(space + 1)];
      const script = finishedAddress(url)?.sleeps ? wakeScript : null;
      return renderForAll({ host, url, https, readAt }, ask, (html, forAll) =>
        pages.finish(script && forAll ? putToSleep(html, script) : html),
      );
    },
  });
  return async (req, res, { host, direct }) => {
    const address = isPlain(req) ? finishedAddress(req.url ?? "") : null;
    if (!address) return false;
    const { cookie } = req.headers;
    // A browser on this machine gets a link to the mailbox.
    const guest = !direct && readCookie(cookie, "session", https) === null;
    if (address.audience === "guests" && !guest) return false;
    const wroteAt = lastWrite(cookie, https, now());
    send(req, res, await finished.get(`${host} ${address.url}`, wroteAt));
    return true;
  };
}

function send(req: IncomingMessage, res: ServerResponse, { status, headers, page }: Answer): void {
  for (const [name, value] of headers) res.setHeader(name, value);
  res.appendHeader("Vary", "Accept-Encoding");
  // Browsers ask each time whether their copy is still current.
  res.setHeader("Cache-Control", status === 200 ? "private, no-cache" : "no-store");
  if (status === 200) res.setHeader("ETag", page.etag);
  if (status === 200 && fresh(req.headers, { etag: page.etag })) {
    // A browser goes on using the policy of the page it has.
    for (const name of ["Content-Security-Policy", "Content-Type"]) res.removeHeader(name);
    res.writeHead(304).end();
    return;
  }
  const encoding = acceptedEncoding(req.headers["accept-encoding"]);
  const body = page.bodies[encoding];
  if (encoding !== "identity") res.setHeader("Content-Encoding", encoding);
  res.setHeader("Content-Security-Policy", page.policy);
  res.setHeader("Content-Length", body.length);
  res.writeHead(status).end(body);
}
