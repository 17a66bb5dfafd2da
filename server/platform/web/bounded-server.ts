import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { log } from "@/server/platform/log";

/** Limits for holding a connection without using it. Times are in milliseconds. */
export interface Bounds {
  /** The time within which the head of a request must be complete. */
  head: number;
  /** The time within which the whole request must be complete. */
  request: number;
  /** Time a connection may wait for its next request. */
  idle: number;
  /** Time after which an answer that nobody reads is broken off. */
  still: number;
  /** Most unfinished requests of one network at one time. Honest requests are complete within milliseconds. */
  unfinished: number;
  /** Interval between checks of all connections. A request counts as unfinished at the second check. */
  look: number;
}

const BOUNDS: Bounds = {
  head: 15_000,
  request: 30_000,
  idle: 65_000,
  // A page may wait half a minute for the database before it sends anything.
  still: 120_000,
  unfinished: 100,
  look: 1000,
};

export interface BoundedServer {
  bounds?: Bounds;
  /** Whether somebody listens for web sockets. */
  upgrades: boolean;
  /** The network that a connection comes from; null for a proxy, which carries the requests of many people. */
  network: (socket: Socket) => string | null;
  /** The network that a request comes from. */
  client: (req: IncomingMessage) => string;
}

/**
 * An HTTP server that nobody can block by sending slowly. A request that is not complete in time is answered with 408,
 * and its connection is closed. The number of unfinished requests from one network is limited.
 *
 * Node's own time limits tell when a request takes too long. They leave the connection open where `clientError` has a
 * listener, and do not begin with the empty lines that may stand before a request. Connections does both.
 */
export function boundedServer({
  bounds = BOUNDS,
  upgrades,
  network,
  client,
}: BoundedServer): Server {
  const server = createServer({
    headersTimeout: bounds.head,
    requestTimeout: bounds.request,
    keepAliveTimeout: bounds.idle,
    connectionsCheckingInterval: bounds.look,
  });
  server.timeout = bounds.still;
  const connections = new Connections(bounds);
  server.on("connection", (socket) => connections.add(socket, network(socket)));
  server.on("request", (req, res) => connections.begin(req, res, client(req)));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET") socket.destroy();
    else connections.turnAway(socket as Socket, STATUS[error.code ?? ""] ?? "400 Bad Request");
  });
  // This server is no proxy. (Without a listener the connection would just break off.)
  server.on("connect", (_, socket) =>
    connections.turnAway(socket as Socket, "405 Method Not Allowed"),
  );
  // Nothing is missing from the request of a web socket.
  if (upgrades) server.on("upgrade", ({ socket }) => connections.forget(socket));
  // Timers run before arrived bytes are read: after a pause everything would look unfinished.
  const looking = setInterval(() => setImmediate(() => connections.look()), bounds.look).unref();
  server.once("close", () => clearInterval(looking));
  return server;
}

const STATUS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

interface Connection {
  socket: Socket;
  network: string | null;
  /** The newest request with a complete head, and the network that it came from. */
  request: IncomingMessage | null;
  client: string | null;
  /** Answers that are under way. */
  answers: Set<ServerResponse>;
  /** The bytes received when the newest request was complete and answered; null until then. */
  settled: number | null;
  /** The time of the first check that found a request incomplete. */
  owingSince: number | null;
  /** The number of checks since the connection was refused; null if it was not. */
  leaving: number | null;
}

class Connections {
  readonly #all = new Map<Socket, Connection>();

  constructor(private readonly bounds: Bounds) {}

  add(socket: Socket, network: string | null): void {
    const nothing = { request: null, client: null, settled: null, owingSince: null, leaving: null };
    this.#all.set(socket, { socket, network, answers: new Set(), ...nothing });
    socket.once("close", () => this.forget(socket));
  }

  forget(socket: Socket): void {
    this.#all.delete(socket);
  }

  begin(request: IncomingMessage, res: ServerResponse, client: string): void {
    const connection = this.#all.get(request.socket);
    if (!connection) return;
    Object.assign(connection, { request, client, settled: null, owingSince: null });
    connection.answers.add(res);
    res.once("close", () => connection.answers.delete(res));
  }

  /** Refuses a connection and closes it later, because closing at once with unread bytes would discard the refusal. */
  turnAway(socket: Socket, status: string): void {
    const connection = this.#all.get(socket);
    if (!connection || connection.leaving !== null) return;
    connection.leaving = 0;
    // A refusal cannot be sent in the middle of an answer.
    const begun = [...connection.answers].some((res) => res.headersSent);
    if (begun || !socket.writable) socket.destroy();
    else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  /** Closes refused connections, and refuses those that are unfinished for too long or too many. */
  look(): void {
    const now = performance.now();
    const late: Connection[] = [];
    const unfinished = new Map<string, Connection[]>();
    for (const connection of this.#all.values()) {
      const since = leftAlone(connection) ? owingSince(connection, now) : null;
      if (since === null) continue;
      if (now - since > this.bounds.request) late.push(connection);
      const { request, client, network } = connection;
      const whose = request?.complete === false ? client : network;
      if (whose === null) continue;
      const those = unfinished.get(whose) ?? [];
      unfinished.set(whose, those);
      those.push(connection);
    }
    for (const those of unfinished.values()) {
      // The oldest are refused, because honest ones have just begun.
      those.sort((one, other) => Number(one.owingSince) - Number(other.owingSince));
      late.push(...those.slice(0, Math.max(0, those.length - this.bounds.unfinished)));
    }
    for (const { socket } of late) this.turnAway(socket, "408 Request Timeout");
    if (late.length > 0) log.warn({ closed: late.length }, "unfinished requests");
  }
}

/** Whether a connection was not refused. A refused one is closed at the second check. */
function leftAlone(connection: Connection): boolean {
  if (connection.leaving === null) return true;
  connection.leaving += 1;
  if (connection.leaving > 1) connection.socket.destroy();
  return false;
}

/** Finds since when a request is incomplete; null if it is complete, or was so at the last check. */
function owingSince(connection: Connection, now: number): number | null {
  const { socket, request, answers, owingSince: before } = connection;
  const whole = request?.complete === true;
  if (whole && answers.size === 0) connection.settled ??= socket.bytesRead;
  const owes = !whole || socket.bytesRead > (connection.settled ?? Number.POSITIVE_INFINITY);
  connection.owingSince = owes ? (before ?? now) : null;
  return owes ? before : null;
}
