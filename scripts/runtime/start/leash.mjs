// Runs a tool, and ends it and everything it started when the requesting process is gone:
// node scripts/runtime/start/leash.mjs PROGRAM …, forked into a separate process group.
import { pathToFileURL } from "node:url";

process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));
// Waiting for this must not keep the process alive.
process.channel?.unref();
process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1]).href);
