import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Most waiting requests on a connection. Browsers and proxies send the next request after they have the answer. */
const WAITING = 100;

interface Line {
  waiting: number;
  last: Promise<void>;
}

/**
 * Handles the requests of one connection one after the other. Node would begin them all at once: two thousand that
 * come in one piece of 64 kB would hold the site for half a minute.
 */
export function oneByOne(handle: Handle): Handle {
  const lines = new WeakMap<Socket, Line>();
  return async (req, res) => {
    const { socket } = req;
    const line = lines.get(socket) ?? { waiting: 0, last: Promise.resolve() };
    lines.set(socket, line);
    const before = line.last;
    line.last = new Promise((done) => res.once("close", done));
    line.waiting += 1;
    if (line.waiting > WAITING) socket.destroy();
    await before;
    line.waiting -= 1;
    // The client has left: nobody would read the answer.
    if (!socket.destroyed) await handle(req, res);
  };
}
