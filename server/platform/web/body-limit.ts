import type { IncomingMessage } from "node:http";

/**
 * Counts the body of a request as it arrives and withholds it past the limit: a body without a
 * declared length cannot be judged before. `exceeded` is called once and should answer; what still
 * comes is read and thrown away, so that a client in the middle of sending gets to the answer, but
 * not beyond ten times the limit.
 */
export function limitBody(req: IncomingMessage, limit: number, exceeded: () => void): void {
  const push = req.push.bind(req);
  let bytes = 0;
  let over = false;
  // Node's parser hands every piece to the instance's push, so this counts without consuming.
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= limit) return push(chunk, encoding);
    if (!over) {
      over = true;
      exceeded();
    }
    // Nobody gets an end of this body; whoever still reads it is told that it broke off.
    if (chunk === null || bytes > limit * 10) req.destroy();
    return true;
  };
}
