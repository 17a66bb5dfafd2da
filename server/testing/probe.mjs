// Loaded into a site that a test has for itself (NODE_OPTIONS=--import): tells how many things are alive in the
// process that answers requests, after a forced collection.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { queryObjects, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const REQUEST = "http.server.request.start";

/** @param kind a class; counted are its objects that something still holds */
const alive = (kind) => queryObjects(kind, { format: "count" });

/** Timers that no connection explains: each open one has a timer of its own, to the database as to a browser. */
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

/** Measures the memory held after a full collection, with what finalizers release a turn later. */
async function heap() {
  for (let time = 0; time < 4; time++) {
    collect();
    await setTimeout(20);
  }
  const { heapUsed, external } = process.memoryUsage();
  return { heapUsed, external };
}

/** The first request tells which of the site's processes this is. */
function open() {
  unsubscribe(REQUEST, open);
  const asked = {
    "/": counts,
    "/heap": heap,
    // Cheap, and collects nothing.
    "/timers": () => ({ timers: timers() }),
  };
  const server = createServer(async ({ url }, res) =>
    res.end(JSON.stringify(await asked[url]?.())),
  );
  server.listen(Number(process.env.PROBE_PORT), "127.0.0.1").unref();
}
if (process.env.PROBE_PORT) subscribe(REQUEST, open);
