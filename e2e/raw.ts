import { connect } from "node:net";
import { OWN_PORT } from "./ports";

/** The address of this worker's own site. */
export const PORT = OWN_PORT;
export const SITE = `http://localhost:${PORT}`;

export interface Answer {
  status: number;
  /** Headers by names in small letters; several with one name are joined by line breaks. */
  headers: Record<string, string>;
  body: string;
}

/**
 * Sends bytes exactly as given, because a client would correct them, and reads until the server closes.
 * @param pieces sent one by one; each waits until the server has had time to look at the previous one
 */
export function raw(...pieces: (string | Buffer)[]): Promise<Answer> {
  return new Promise((done, failed) => {
    const got: Buffer[] = [];
    const socket = connect(PORT, "127.0.0.1", async () => {
      for (const piece of pieces) {
        if (!socket.writable) break;
        socket.write(piece);
        await new Promise((next) => setImmediate(next));
      }
    });
    socket.setTimeout(60_000, () => socket.destroy(new Error("no answer within a minute")));
    socket.on("data", (piece) => got.push(piece));
    socket.on("close", () => done(parse(Buffer.concat(got).toString("latin1"))));
    // The server may close while we still write; anything it sent before is the answer.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") failed(error);
    });
  });
}

function parse(text: string): Answer {
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, end < 0 ? undefined : end).split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [name = "", ...value] = line.split(":");
    const key = name.toLowerCase();
    const joined = value.join(":").trim();
    headers[key] = headers[key] === undefined ? joined : `${headers[key]}\n${joined}`;
  }
  const body = end < 0 ? "" : text.slice(end + 4);
  const chunked = headers["transfer-encoding"] === "chunked";
  const status = Number(first.split(" ")[1] ?? 0);
  return {
    status,
    headers,
    body: chunked ? withoutChunks(body) : Buffer.from(body, "latin1").toString("utf8"),
  };
}

function withoutChunks(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  let [whole, at] = ["", 0];
  for (;;) {
    const end = bytes.indexOf("\r\n", at);
    const size = end < 0 ? 0 : Number.parseInt(bytes.toString("latin1", at, end), 16);
    if (!size) return whole;
    whole += bytes.toString("utf8", end + 2, end + 2 + size);
    at = end + 2 + size + 2;
  }
}

/** Sends a request with headers and body exactly as given, and closes the connection afterwards. */
export function ask(
  method: string,
  target: string,
  headers: Record<string, string> | [string, string][] = {},
  body: string | Buffer = "",
): Promise<Answer> {
  const given = Array.isArray(headers) ? headers : Object.entries(headers);
  const has = (name: string) => given.some(([key]) => key.toLowerCase() === name);
  const lines = [
    ...(has("host") ? [] : [`Host: localhost:${PORT}`]),
    ...given.map(([name, value]) => `${name}: ${value}`),
    ...(has("connection") ? [] : ["Connection: close"]),
    ...(body.length === 0 || has("content-length") || has("transfer-encoding")
      ? []
      : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return raw(
    Buffer.concat([
      Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"),
      Buffer.from(body),
    ]),
  );
}

/** Headers of a call that a page of the site makes. */
export const OURS = { "Content-Type": "application/json", Origin: SITE };

/** Calls a procedure as a page of the site would, with any input whatever. */
export function call(
  path: string,
  input: unknown,
  more: { get?: boolean; cookie?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const text = typeof input === "string" ? input : JSON.stringify(input);
  const headers = {
    ...(more.get ? {} : OURS),
    ...(more.cookie ? { Cookie: more.cookie } : {}),
    ...more.headers,
  };
  return more.get
    ? ask("GET", `/api/trpc/${path}?input=${encodeURIComponent(text)}`, headers)
    : ask("POST", `/api/trpc/${path}`, headers, text);
}

/** Procedures called so far that take GET. */
const queries = new Set<string>();

/** Calls a procedure by the method that it takes. */
export async function callRightly(path: string, input: unknown, cookie: string): Promise<Answer> {
  if (!queries.has(path)) {
    const answer = await call(path, input, { cookie });
    if (answer.status !== 405) return answer;
    queries.add(path);
  }
  return call(path, input, { cookie, get: true });
}
