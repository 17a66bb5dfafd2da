// A process of its own that sends digests: node sender.mjs. Says `ready`, waits for a line, sends what waits
// and prints how many it sent.
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
