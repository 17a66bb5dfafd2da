// Runs a tool, and ends with it and all it started when the process that asked for it is gone:
// node scripts/runtime/start/leash.mjs PROGRAM …, forked into a process group of its own.
import { pathToFileURL } from "node:url";

process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));
// Waiting for that is no reason to stay.
process.channel?.unref();
process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1]).href);
