import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { env } from "@/server/platform/env";
import { networkOf } from "@/server/platform/limits";
import { closeLive, liveHub } from "@/server/platform/live";
import { boundedServer } from "./bounded-server";
import { clientAddress, isProxy, trustProxies } from "./client/client-address";
import { compressedFiles } from "./compressed-files";
import { formTargets } from "./csp/form-targets";
import { SealedPages } from "./csp/sealed-pages";
import { finishedAnswers } from "./finished/answers";
import { wakeScript } from "./finished/wake-script";
import { memoizedAnswers } from "./memoized/answers";
import type { MakeCall } from "./memoized/visit";
import { oneByOne } from "./one-by-one";
import { pathOf } from "./request-guard";
import { isEventStream, requestHandler } from "./request-handler";
import { exchange } from "./routes/exchange";
import { answerByRoute, findRoute, type Route } from "./routes/routes";

export type WebOptions = {
  dev: boolean;
  host: string;
  port: number;
  /** Addresses that are answered in front of Next. */
  routes: readonly Route[];
  /** Makes the calls of pages as the sender of a request with these headers. */
  callsFor: (headers: Headers) => MakeCall;
};
export type Web = {
  /** The address of the server, such as http://127.0.0.1:3000. */
  address: string;
  /** Takes no new requests, lets those under way end (five seconds at most), then closes. */
  close(): Promise<void>;
};

const ROOT = resolve(import.meta.dirname, "../../..");
const DRAIN_MS = 5_000;

/**
 * Serves the web: pages by Next, addresses for machines by our own routes in front of it. Before both, it decides what
 * they get to see (client address, host, headers, size of a body) and what every answer carries (security headers, a
 * content security policy with the hashes of the page's scripts).
 * Run from the root of the project. Rejects when it cannot listen there (EADDRINUSE and the like).
 */
export async function startWeb({ dev, host, port, routes, callsFor }: WebOptions): Promise<Web> {
  const settings = env();
  const site = new URL(settings.SITE_URL);
  const csp = { dev, https: site.protocol === "https:", formTargets: formTargets(settings) };
  const open = new Set<ServerResponse>();
  let closing = false;

  const trusted = trustProxies(settings.TRUSTED_PROXIES);
  const server = boundedServer({
    upgrades: dev,
    network: ({ remoteAddress: peer }) =>
      isProxy(peer, trusted) ? null : networkOf(clientAddress(peer, {}, trusted)),
    client: ({ socket, headers }) =>
      networkOf(clientAddress(socket.remoteAddress, headers, trusted)),
  });
  const app = await prepareNext(dev, site, server);
  const next = app.getRequestHandler();
  const ask = (req: IncomingMessage, res: ServerResponse) => next(req, res);
  const sendCompressed = dev ? () => false : compressedFiles(join(ROOT, ".next"));
  const pages = new SealedPages(csp, await reactSource());
  // Three quarters of the room for the pages that are the same for everybody, a quarter for those that are not.
  const most = settings.FINISHED_PAGES_MB * 1_000_000;
  // In development each request renders its page, because the source may have changed.
  const keeps = !dev && most > 0;
  const handle = requestHandler({
    site,
    ports: [port],
    isTrusted: trusted,
    csp,
    pages,
    readable: await routerStateReader(),
    closing: () => closing,
    finished: keeps
      ? finishedAnswers({
          https: csp.https,
          pages,
          most: (most * 3) / 4,
          announcements: liveHub(),
          ask,
          wakeScript: wakeScript(),
        })
      : null,
    memoized: keeps ? memoizedAnswers({ https: csp.https, most: most / 4, callsFor }) : null,
    async answer(req, res) {
      const found = findRoute(routes, pathOf(req.url ?? ""));
      if (found) return exchange(req, res, (request) => answerByRoute(found, request));
      if (!sendCompressed(req, res)) await ask(req, res);
    },
  });
  const handleInLine = oneByOne((req, res) => {
    open.add(res);
    res.once("close", () => open.delete(res));
    return handle(req, res);
  });
  server.on("request", (req, res) => {
    // The connection may have been refused before the request was complete.
    if (req.socket.writable) void handleInLine(req, res);
  });

  try {
    await listen(server, host, port);
  } catch (error) {
    await app.close();
    throw error;
  }
  return {
    address: addressOf(server.address() as AddressInfo),
    async close() {
      closing = true;
      // Streams of events never end on their own; their readers reconnect automatically.
      for (const res of open) if (isEventStream(res)) res.end();
      await drain(server);
      await app.close();
      await closeLive();
    },
  };
}

async function prepareNext(dev: boolean, site: URL, server: Server) {
  // Next reads these when it is first loaded.
  Object.assign(process.env, {
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  const { default: next } = await import("next");
  const app = next({
    dev,
    dir: ROOT,
    hostname: site.hostname,
    port: Number(site.port || (site.protocol === "https:" ? 443 : 80)),
    // Next takes over web sockets, past every check above. Only hot reloading needs them.
    httpServer: dev ? server : createServer(),
  });
  await app.prepare();
  return app;
}

/** Checks the client's state with Next's own parser, because Next answers 500 if it cannot read it. */
async function routerStateReader(): Promise<(state: string) => boolean> {
  const { parseAndValidateFlightRouterState } = await import(
    "next/dist/server/app-render/parse-and-validate-flight-router-state.js"
  );
  return (state) => {
    try {
      parseAndValidateFlightRouterState(state);
      return true;
    } catch {
      return false;
    }
  };
}

/** The source of React's server renderer; the policy has to allow the inline scripts in it. */
async function reactSource(): Promise<string> {
  const from = createRequire(import.meta.url).resolve("next/package.json");
  const file = "dist/compiled/react-dom/cjs/react-dom-server.node.production.js";
  return readFile(resolve(from, "..", file), "utf8");
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen({ host, port }, () => {
      server.off("error", failed);
      done();
    });
  });
}

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Closes the server when its requests are answered, or after five seconds without them. */
async function drain(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((done) => server.close(() => done()));
  clearTimeout(force);
}
