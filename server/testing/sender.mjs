// A separate process that sends digests: node sender.mjs. Prints `ready`, waits for a line, sends waiting digests
// and prints their number.
import { once } from "node:events";
import { register } from "tsx/esm/api";

register({ tsconfig: "scripts/tsconfig.json" });
const { sendWaiting } = await import("../digests/sending/commands.ts");
const { db, disconnect } = await import("../platform/database/db.ts");
await db.$queryRaw`SELECT 1`;
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdout.write(`${await sendWaiting()}\n`);
await disconnect();
process.exit();
