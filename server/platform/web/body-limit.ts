import type { IncomingMessage } from "node:http";

/** Longest time for the rest of a refused body, in milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Counts the body of a request as it arrives and withholds it past the limit: a body without a
 * declared length cannot be judged in advance. `exceeded` is called once and should answer. The bytes that still
 * come are thrown away first, for a second and up to ten times the limit. Otherwise a client in the middle of
 * sending would lose the connection before it could read the answer.
 */
export function limitBody(req: IncomingMessage, limit: number, exceeded: () => void): void {
  const push = req.push.bind(req);
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let answered = false;
  const answer = () => {
    clearTimeout(timer);
    if (!answered) exceeded();
    answered = true;
  };
  // Node's parser passes every piece to this object's push, so counting here consumes nothing.
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= limit) return push(chunk, encoding);
    timer ??= setTimeout(answer, PATIENCE_MS);
    // This body never ends, so its reader is told that it broke off.
    if (chunk === null || bytes > limit * 10) answer();
    return true;
  };
}

/** Throws the body of a request away, for a second and up to this many bytes. */
export function discardBody(req: IncomingMessage, most: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const finish = () => {
      clearTimeout(timer);
      done();
    };
    let bytes = 0;
    req.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > most) finish();
    });
    req.once("close", finish).once("end", finish);
  });
}
