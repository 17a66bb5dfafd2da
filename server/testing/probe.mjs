// Loaded into a test's own site (NODE_OPTIONS=--import): reports how many objects are alive in the
// process that answers requests, after a forced collection.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { queryObjects, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const REQUEST = "http.server.request.start";

/** Counts the objects of a class that something still holds. @param kind the class */
const alive = (kind) => queryObjects(kind, { format: "count" });

/** Counts timers beyond one per open connection: each connection, to the database or a browser, has one. */
function timers() {
  const open = process.getActiveResourcesInfo();
  const those = (kind) => open.filter((one) => one === kind).length;
  return those("Timeout") - those("TCPSocketWrap");
}

function counts() {
  return {
    requests: alive(IncomingMessage),
    answers: alive(ServerResponse),
    timers: timers(),
    objects: alive(Object),
  };
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/**
 * Measures the memory held after a full collection, and after the finalizers that run a turn later. The least of several
 * counts: jobs of the minute may be at work meanwhile.
 */
async function heap() {
  let heapUsed = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 6; time++) {
    collect();
    heapUsed = Math.min(heapUsed, process.memoryUsage().heapUsed);
    await setTimeout(20 * 2 ** time);
  }
  const { external, rss } = process.memoryUsage();
  return { heapUsed, external, rss };
}

/** Learns from the first request which of the site's processes this is. */
function open() {
  unsubscribe(REQUEST, open);
  const asked = {
    "/": counts,
    "/heap": heap,
    // This answer is cheap and forces no collection.
    "/timers": () => ({ timers: timers() }),
  };
  const server = createServer(async ({ url }, res) =>
    res.end(JSON.stringify(await asked[url]?.())),
  );
  server.listen(Number(process.env.PROBE_PORT), "127.0.0.1").unref();
}
if (process.env.PROBE_PORT) subscribe(REQUEST, open);
