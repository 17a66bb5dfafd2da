// Loaded into a site that a test has for itself (NODE_OPTIONS=--import): tells how many things are alive in the
// process that answers requests, after a forced collection.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { queryObjects } from "node:v8";

const REQUEST = "http.server.request.start";

/** @param kind a class; counted are its objects that something still holds */
const alive = (kind) => queryObjects(kind, { format: "count" });

function counts() {
  return {
    requests: alive(IncomingMessage),
    answers: alive(ServerResponse),
    timers: process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length,
    signals: alive(AbortSignal),
    objects: alive(Object),
    heap: process.memoryUsage().heapUsed,
  };
}

/** The first request tells which of the site's processes this is. */
function open() {
  unsubscribe(REQUEST, open);
  const server = createServer((_, res) => res.end(JSON.stringify(counts())));
  server.listen(Number(process.env.PROBE_PORT), "127.0.0.1").unref();
}
if (process.env.PROBE_PORT) subscribe(REQUEST, open);
