import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import compression from "compression";
import { log } from "@/server/platform/log";
import { PATHS } from "@/server/platform/web/addresses";
import { discardBody, limitBody } from "./body-limit";
import { clientAddress, type IsTrusted } from "./client/client-address";
import { siteHost } from "./client/site-host";
import { directConnection } from "./client/this-machine";
import { type CspSettings, contentSecurityPolicy } from "./csp/csp";
import { holdAnswer } from "./csp/hold-answer";
import { acceptedEncoding, type SealedPages } from "./csp/sealed-pages";
import type { AnswerFinished } from "./finished/answers";
import { memberMark } from "./finished/member-mark";
import { wroteCookie } from "./finished/own-changes";
import { type AnswerMemoized, AS_EVER } from "./memoized/answers";
import {
  BODY_LIMIT,
  bodyLimit,
  isReading,
  loggedPath,
  pathOf,
  type Rejection,
  rejection,
  removeInternalHeaders,
  TOO_LARGE,
} from "./request-guard";
import { securityHeaders } from "./security-headers";

export type RequestHandling = {
  /** The configured public address. */
  site: URL;
  /** Ports this server listens on. */
  ports: readonly number[];
  isTrusted: IsTrusted;
  csp: CspSettings;
  pages: SealedPages;
  /** Whether the framework can read the place in the site that its own client says it comes from. */
  readable: (routerState: string) => boolean;
  /** Whether the server is about to close. */
  closing: () => boolean;
  /** Answers requests for finished pages; null if none are kept. */
  finished: AnswerFinished | null;
  /** Answers requests whose page is known for the same answers of its calls; null if none is remembered. */
  memoized: AnswerMemoized | null;
  /** Answers a request that passed. */
  answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
};

/** Handles each request: refuses it, or cleans it, lets it be answered and seals the answer. */
export function requestHandler(how: RequestHandling) {
  const { site, csp } = how;
  const always = securityHeaders(csp.https);
  const scriptless = contentSecurityPolicy(csp, []);
  const compress = compression({
    // Events of a stream must leave at once, one by one.
    filter: (req, res) => !isEventStream(res) && compression.filter(req, res),
  });

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const began = performance.now();
    const requestId = randomUUID();
    const method = req.method ?? "GET";
    const path = pathOf(req.url ?? "");
    const statusSent = watchStatus(res);
    const about = () => ({
      requestId,
      method,
      path: loggedPath(path),
      status: statusSent(),
      ms: Math.round(performance.now() - began),
    });
    let error: unknown;
    res.once("close", () => {
      // Without a status nothing was sent: the client has left, which causes the failures that follow.
      if (error !== undefined || (statusSent() ?? 0) >= 500) {
        log.error({ ...about(), err: error }, "request failed");
      }
    });
    for (const [name, value] of always) res.setHeader(name, value);
    res.setHeader("Content-Security-Policy", scriptless);
    res.setHeader("X-Request-Id", requestId);
    if (how.closing()) res.setHeader("Connection", "close");

    const refuse = (why: Rejection) => {
      plainAnswer(res, why);
      log.warn(about(), "request refused");
    };
    const fail = () => {
      if (res.headersSent || res.writableEnded) res.destroy();
      else plainAnswer(res, { status: 500, say: `Something went wrong here (${requestId}).` });
    };
    const wrong = rejection(method, req.url ?? "", req.headers, csp);
    if (wrong === TOO_LARGE) await discardBody(req, BODY_LIMIT * 10);
    if (wrong) return refuse(wrong);
    if (req.rawHeaders.length > HEADERS_MOST * 2) return refuse(TOO_MANY_HEADERS);
    if ((req.headersDistinct.host?.length ?? 0) > 1) return refuse(UNREADABLE);
    const state = req.headers["next-router-state-tree"];
    if (state !== undefined && !how.readable(String(state))) return refuse(UNREADABLE);
    const host = siteHost(req.headers.host, site, how.ports);
    // Monitoring may ask for /health under any host name.
    if (!host && path !== PATHS.health) return refuse(misdirected(site));

    const client = clientAddress(req.socket.remoteAddress, req.headers, how.isTrusted);
    // This must come before the headers that a proxy adds are removed.
    const direct = directConnection(req, host);
    removeInternalHeaders(req.headers);
    Object.assign(req.headers, {
      host: host ?? site.host,
      "x-forwarded-host": host ?? site.host,
      "x-forwarded-proto": csp.https ? "https" : "http",
      "x-forwarded-for": client,
      "x-colloquy-client-ip": client,
      ...(direct ? { "x-colloquy-direct": direct } : {}),
      "x-colloquy-request-id": requestId,
      "x-colloquy-path": req.url ?? "/",
    });

    let page = AS_EVER;
    try {
      if (host && (await how.finished?.(req, res, { host, direct: direct !== null }))) return;
      const found = host && how.memoized ? await how.memoized(req, res) : AS_EVER;
      if (!found) return;
      page = found;
    } catch (thrown) {
      error = thrown;
      return fail();
    }

    compress(req as never, res as never, () => {});
    // Next's own setHeader, put in place later, passes over answers that count as begun.
    const setHeader = res.setHeader.bind(res);
    holdAnswer(res, {
      holds: () => {
        // Next's header allows shared caches, which would never hear of a change.
        if (String(res.getHeader("Cache-Control") ?? "").includes("s-maxage")) {
          res.setHeader("Cache-Control", "no-cache");
        }
        // Browsers must ask again for an answer without a lifetime.
        if (!res.hasHeader("Cache-Control")) res.setHeader("Cache-Control", "no-cache");
        if (!isReading(method)) res.appendHeader("Set-Cookie", wroteCookie(Date.now(), csp.https));
        const mark = memberMark(
          {
            lines: [res.getHeader("Set-Cookie") ?? []].flat().map(String),
            cookies: req.headers.cookie,
            forPage: path.startsWith("/api/trpc/"),
          },
          csp.https,
        );
        if (mark) res.appendHeader("Set-Cookie", mark);
        // A browser goes on using the policy of the page it has.
        if (res.statusCode === 304) res.removeHeader("Content-Security-Policy");
        return hasNoSuchPart(res) || (!csp.dev && method !== "HEAD" && isHtml(res));
      },
      seal: async (html) => {
        // The client's request cannot be satisfied, and Next has rendered its fault page (500).
        if (hasNoSuchPart(res)) {
          res.statusCode = 416;
          setHeader("Content-Type", "text/plain; charset=utf-8");
          return method === "HEAD" ? "" : "This file has no such part.\n";
        }
        const accepted = acceptedEncoding(req.headers["accept-encoding"]);
        const sealed = await how.pages.seal(html, accepted);
        page.keep(res, html, sealed);
        const { policy, body, encoding } = sealed;
        setHeader("Content-Security-Policy", policy);
        if (encoding !== "identity") setHeader("Content-Encoding", encoding);
        return body;
      },
    });
    limitBody(req, bodyLimit(path), () => refuse(TOO_LARGE));
    try {
      await page.render(() => how.answer(req, res));
    } catch (thrown) {
      error = thrown;
      fail();
    }
  };
}

/** Reports the status that went out: Next may set another one afterwards, which nobody gets to see. */
function watchStatus(res: ServerResponse): () => number | null {
  let sent: number | null = null;
  const writeHead = res.writeHead;
  res.writeHead = function (this: ServerResponse, ...head: unknown[]) {
    Reflect.apply(writeHead, this, head);
    sent = this.statusCode;
    return this;
  } as ServerResponse["writeHead"];
  return () => sent;
}

/** A browser sends about twenty, a chain of proxies a few more. */
const HEADERS_MOST = 100;
const TOO_MANY_HEADERS: Rejection = { status: 431, say: "This request has too many headers." };
const UNREADABLE: Rejection = { status: 400, say: "A header of this request is malformed." };

function plainAnswer(res: ServerResponse, { status, say, headers = {} }: Rejection): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.setHeader("Content-Type", "text/plain; charset=utf-8");
  res.setHeader("Cache-Control", "no-store");
  res.end(`${say}\n`);
}

function misdirected(site: URL): Rejection {
  return {
    status: 421,
    say: `This site answers at ${site.origin}. To reach it by another name, set SITE_URL to that address.`,
  };
}

function isHtml(res: ServerResponse): boolean {
  return String(res.getHeader("Content-Type") ?? "").startsWith("text/html");
}

/** Whether an answer says that a file is shorter than the part of it that was asked for (RFC 9110, 15.5.17). */
function hasNoSuchPart(res: ServerResponse): boolean {
  return String(res.getHeader("Content-Range") ?? "").startsWith("bytes */");
}

/** Whether an answer is a stream of events, which stays open until somebody ends it. */
export function isEventStream(res: { getHeader(name: string): unknown }): boolean {
  return String(res.getHeader("Content-Type") ?? "").startsWith("text/event-stream");
}
