import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";

export type Hold = {
  /** Whether the answer, whose status and headers are set, is to be held back as a whole. */
  holds: () => boolean;
  /** Sets the remaining headers for the held body, and returns the body to send. */
  seal: (body: string) => Promise<string | Buffer>;
};

type Done = (error?: Error | null) => void;

/**
 * Takes hold of a response: an answer that `holds` is collected and sent in one piece, sealed; any
 * other passes through as it is written (streams, files, data).
 */
export function holdAnswer(res: ServerResponse, hold: Hold): void {
  const write = res.write.bind(res) as (chunk: unknown, encoding?: unknown, done?: Done) => boolean;
  const end = res.end.bind(res) as (chunk?: unknown, encoding?: unknown, done?: Done) => unknown;
  const writeHead = res.writeHead.bind(res);
  const flushHeaders = res.flushHeaders.bind(res);
  const pieces: Array<string | Buffer> = [];
  let state: "open" | "held" | "passing" | "sealed" = "open";
  let ended = false;

  /** Whether the answer is held; settled by the first call. */
  const isHeld = (): boolean => {
    if (state === "open") state = hold.holds() ? "held" : "passing";
    return state === "held";
  };

  const collect = (chunk: unknown, encoding?: unknown) => {
    if (typeof chunk === "string") {
      const utf8 = typeof encoding !== "string" || /^utf-?8$/i.test(encoding);
      pieces.push(utf8 ? chunk : Buffer.from(chunk, encoding as BufferEncoding));
    } else if (chunk instanceof Uint8Array) pieces.push(Buffer.from(chunk));
  };

  const finish = async (send: () => Promise<void>, done?: Done) => {
    try {
      await send();
    } catch (error) {
      res.destroy(error instanceof Error ? error : new Error(String(error)));
      done?.(error instanceof Error ? error : null);
    }
  };

  Object.defineProperty(res, "headersSent", {
    configurable: true,
    // A held answer counts as begun, so that nobody starts another one over it.
    get: () => state === "held" || (res as unknown as { _header: unknown })._header !== null,
  });

  res.flushHeaders = () => {
    if (!isHeld()) flushHeaders();
  };

  res.writeHead = ((status: number, reason?: unknown, headers?: unknown) => {
    if (state === "sealed" || state === "passing") {
      return writeHead(status, reason as string, headers as OutgoingHttpHeaders);
    }
    res.statusCode = status;
    if (typeof reason === "string") res.statusMessage = reason;
    setHeaders(res, typeof reason === "string" ? headers : (reason ?? headers));
    if (!isHeld()) writeHead(res.statusCode);
    return res;
  }) as ServerResponse["writeHead"];

  res.write = ((chunk: unknown, encoding?: unknown, done?: Done) => {
    if (ended) return true;
    if (!isHeld()) return write(chunk, encoding, done);
    collect(chunk, encoding);
    const called = typeof encoding === "function" ? (encoding as Done) : done;
    if (called) process.nextTick(called);
    return true;
  }) as ServerResponse["write"];

  res.end = ((chunk?: unknown, encoding?: unknown, done?: Done) => {
    if (state === "sealed" || ended) return res;
    ended = true;
    if (typeof chunk === "function")
      [chunk, encoding, done] = [undefined, undefined, chunk as Done];
    if (typeof encoding === "function") [encoding, done] = [undefined, encoding as Done];
    if (isHeld()) {
      collect(chunk, encoding);
      void finish(async () => {
        const whole = Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
        const sealed = await hold.seal(whole.toString("utf8"));
        state = "sealed";
        res.setHeader("Content-Length", Buffer.byteLength(sealed));
        end(sealed, undefined, done);
      }, done);
    } else end(chunk, encoding, done);
    return res;
  }) as ServerResponse["end"];
}

function setHeaders(res: ServerResponse, headers: unknown): void {
  if (Array.isArray(headers)) {
    const pairs = Array.isArray(headers[0])
      ? (headers as Array<[string, OutgoingHttpHeader]>)
      : headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]] as const] : []));
    for (const [name, value] of pairs) res.setHeader(name, value as string);
  } else if (headers && typeof headers === "object") {
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
      if (value !== undefined) res.setHeader(name, value as string);
    }
  }
}
