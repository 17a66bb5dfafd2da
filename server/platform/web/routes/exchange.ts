import type { IncomingMessage, ServerResponse } from "node:http";

type Body = Uint8Array<ArrayBuffer>;

/**
 * Answers a request of Node's server by a function that knows requests and responses as fetch has them. The body is
 * read first, as every answer reads all of it; the server in front bounds its size. The signal of the request says
 * that the answer is over before it is whole: the client has left, or the server has ended a stream.
 */
export async function exchange(
  req: IncomingMessage,
  res: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const over = new AbortController();
  let whole = false;
  res.once("close", () => {
    if (!whole) over.abort();
  });
  const reading = req.method === "GET" || req.method === "HEAD";
  const body = reading ? null : await bodyOf(req);
  // Nobody waits for an answer.
  if (body === "broken off") return;
  const response = await answer(requestOf(req, body, over.signal));
  if (res.headersSent || res.destroyed) return void (await response.body?.cancel());
  setHead(res, response);
  if (response.body && req.method !== "HEAD") await sendBody(res, response.body, over.signal);
  else await response.body?.cancel();
  whole = !over.signal.aborted;
  res.end();
}

async function bodyOf(req: IncomingMessage): Promise<Body | "broken off"> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of req) pieces.push(piece);
  } catch {
    return "broken off";
  }
  return Buffer.concat(pieces);
}

/** Builds the request with the headers that the server in front has set; `rawHeaders` are the client's own. */
function requestOf(req: IncomingMessage, body: Body | null, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value = []] of Object.entries(req.headers)) {
    for (const one of [value].flat()) headers.append(name, one);
  }
  const { method = "GET", url = "/" } = req;
  const origin = `${headers.get("x-forwarded-proto") ?? "http"}://${headers.get("host")}`;
  return new Request(`${origin}${url}`, { method, headers, body, signal });
}

/** Headers that are set elsewhere: each cookie needs a separate line, and Node decides about the connection. */
const NOT_COPIED = ["set-cookie", "connection"];

function setHead(res: ServerResponse, { status, headers }: Response): void {
  res.statusCode = status;
  for (const [name, value] of headers) if (!NOT_COPIED.includes(name)) res.setHeader(name, value);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("set-cookie", cookies);
}

/** Sends a body as fast as it is read, until it ends or the signal says that nobody reads it. */
async function sendBody(
  res: ServerResponse,
  body: ReadableStream<Uint8Array>,
  over: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  let go = () => {};
  // Once for all of it: `compression` hands listeners on to a stream of its own, and never takes them back.
  res.on("drain", () => go());
  over.addEventListener("abort", () => {
    void reader.cancel().catch(() => {});
    go();
  });
  while (!over.aborted) {
    const { done, value } = await reader.read();
    if (done || over.aborted) return;
    if (res.write(value)) continue;
    await new Promise<void>((drained) => {
      go = drained;
      if (over.aborted) drained();
    });
  }
}
