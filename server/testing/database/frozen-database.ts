import { connect, createServer, type Socket } from "node:net";

/** A connection to a database that can be made to hang: it stays open, but no byte comes through. */
export interface FrozenDatabase {
  /** The address of the database through this connection. */
  url: string;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** @param address of the database itself */
export async function freezableDatabase(address: string): Promise<FrozenDatabase> {
  const { hostname, port } = new URL(address);
  const pairs = new Set<[Socket, Socket]>();
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, pair.toReversed() as [Socket, Socket]]) {
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      from.pipe(to);
      if (frozen) from.pause();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const here = server.address();
  const url = new URL(address);
  url.host = `127.0.0.1:${typeof here === "object" ? here?.port : ""}`;
  const each = (act: (from: Socket, to: Socket) => void) => {
    for (const [near, far] of pairs) {
      act(near, far);
      act(far, near);
    }
  };
  return {
    url: url.href,
    freeze() {
      frozen = true;
      each((from, to) => from.unpipe(to).pause());
    },
    thaw() {
      frozen = false;
      each((from, to) => from.pipe(to));
    },
    async close() {
      each((from) => from.destroy());
      await new Promise((done) => server.close(done));
    },
  };
}
