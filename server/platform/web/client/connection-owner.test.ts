import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import { areOwn, isOwnConnection, ownersIn } from "./connection-owner";

// Written by Linux 6.1: ada (1000) and nginx (33) have connections to port 3000 (0BB8).
const TABLES = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41 1 0000 100 0 0 10 0
   1: 0100007F:C350 0100007F:0BB8 01 00000000:00000000 00:00000000 00000000  1000        0 42 1 0000 20 4 30 10 -1
   2: 0100007F:0BB8 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 43 1 0000 20 4 30 10 -1
   3: 0100007F:C351 0100007F:0BB8 01 00000000:00000000 00:00000000 00000000    33        0 44 1 0000 20 4 30 10 -1
   4: 0100007F:C352 0100007F:0BB8 06 00000000:00000000 03:00001234 00000000     0        0 0 3 0000
`;

it("reads from the system's table who holds the other end", () => {
  expect(ownersIn(TABLES, "50000 3000")).toEqual([1000]);
  expect(ownersIn(TABLES, "50001 3000")).toEqual([33]);
  // A connection that nobody holds now, and no connection at all.
  expect(ownersIn(TABLES, "50002 3000")).toEqual([]);
  expect(ownersIn(TABLES, "50003 3000")).toEqual([]);
  // Our own end of the connection is not returned.
  expect(ownersIn(TABLES, "3000 50000")).toEqual([1000]);
  expect(ownersIn("", "1 2")).toEqual([]);
});

it("accepts the user who runs the site, and root", () => {
  expect(areOwn([1000, 0], 1000)).toBe(true);
  expect(areOwn([], 1000)).toBe(true);
  expect(areOwn([33], 1000)).toBe(false);
  expect(areOwn([1000, 33], 1000)).toBe(false);
  expect(areOwn([1000], 0)).toBe(false);
});

it("recognizes a connection that this process has opened", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const socket = await new Promise<Socket>((done) => {
    const made = connect(port, "127.0.0.1", () => done(made));
  });
  const ports = `${socket.localPort} ${port}`;
  expect(await isOwnConnection(ports)).toBe(true);
  const me = process.getuid;
  try {
    // If the site ran as another user, the same connection would be refused, provided the system tells its owner.
    process.getuid = () => 4711;
    const mine = me?.() === 0 || process.platform !== "linux";
    expect(await isOwnConnection(ports)).toBe(mine);
  } finally {
    if (me) process.getuid = me;
  }
  socket.destroy();
  server.close();
});
