import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import inject from "light-my-request";
import type { Finished } from "../csp/sealed-pages";
import type { Made } from "./pages";
import { withTopics } from "./shown";

/** An answer that can be given to many people. */
export interface Answer {
  status: number;
  headers: readonly (readonly [name: string, value: string | string[]])[];
  page: Finished;
}

/** Asks Next for a page. */
export type Ask = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Headers of one connection, or of one answer. */
const NOT_KEPT =
  /^(?:set-cookie|cache-control|content-length|content-encoding|transfer-encoding|connection|keep-alive|date|etag)$/;

/** Renders a page as a guest on another machine sees it: nothing about the actual reader reaches the renderer. */
export async function renderForAll(
  { host, url, https, readAt }: { host: string; url: string; https: boolean; readAt: number },
  ask: Ask,
  finish: (html: string, forAll: boolean) => Promise<Finished>,
): Promise<Made<Answer>> {
  const headers = {
    host,
    accept: "text/html",
    "x-forwarded-host": host,
    "x-forwarded-proto": https ? "https" : "http",
    "x-forwarded-for": "unknown",
    "x-colloquy-client-ip": "unknown",
    "x-colloquy-request-id": "page",
  };
  const { result, topics } = await withTopics(() => askFor({ url, headers }, ask), readAt);
  const forAll = isForAll(result);
  const page = await finish(result.payload, forAll);
  const { br, gzip, identity } = page.bodies;
  return {
    body: { status: result.statusCode, headers: keptHeaders(result.headers), page },
    bytes: br.length + gzip.length + identity.length,
    topics: forAll ? topics : null,
  };
}

interface Rendered {
  statusCode: number;
  headers: OutgoingHttpHeaders;
  payload: string;
}

async function askFor(
  request: { url: string; headers: Record<string, string> },
  ask: Ask,
): Promise<Rendered> {
  let fault: unknown;
  const answer = (req: unknown, res: unknown) => {
    ask(req as IncomingMessage, res as ServerResponse).catch((error) => {
      fault = error;
      (res as ServerResponse).destroy();
    });
  };
  try {
    return await inject(answer, { method: "GET", ...request });
  } catch (error) {
    throw fault ?? error;
  }
}

function isForAll({ statusCode, headers }: Rendered): boolean {
  const html = String(headers["content-type"] ?? "").startsWith("text/html");
  return statusCode === 200 && html && headers["set-cookie"] === undefined;
}

function keptHeaders(headers: OutgoingHttpHeaders): [string, string | string[]][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || NOT_KEPT.test(name)
      ? []
      : [[name, Array.isArray(value) ? value : String(value)] as [string, string | string[]]],
  );
}
