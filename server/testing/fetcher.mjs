// A separate process that asks sources for papers: node fetcher.mjs PORT NOW ID…, with identifiers such as doi:10.1000/a.
// All requests go to the port, and the clock stands still. Prints the outcomes as JSON.
import { request } from "node:http";
import { register } from "tsx/esm/api";

register({ tsconfig: "scripts/tsconfig.json" });
const [port, now, ...ids] = process.argv.slice(2);
const { setClock } = await import("../platform/clock.ts");
const { disconnect } = await import("../platform/database/db.ts");
const { fetchRecord } = await import("../papers/sources/fetching/commands.ts");
setClock(new Date(Number(now)));
const network = {
  resolve: async () => [{ address: "127.0.0.1", family: 4 }],
  mayConnectTo: () => true,
  send: (url, options) =>
    request({ ...options, host: url.hostname, port, path: `${url.pathname}${url.search}` }),
};
const asked = ids.map((id) => {
  const [type, value] = id.split(/:(.*)/s);
  return fetchRecord({ type, value }, { network, wait: () => new Promise(setImmediate) });
});
const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome);
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
await disconnect();
process.exit();
