// A separate process that tries to close a ballot until it is closed: node closer.mjs BALLOT.
// Prints `true` if this process closed it, and `false` if not.
import { register } from "tsx/esm/api";

register({ tsconfig: "scripts/tsconfig.json" });
const { closeBallot } = await import("../ballots/life/closing.ts");
const { db, disconnect } = await import("../platform/database/db.ts");
const id = process.argv[2];
let mine = false;
process.stdout.write("ready\n");
for (;;) {
  mine = (await closeBallot(id, null)) || mine;
  const { closedAt } = await db.ballot.findUniqueOrThrow({ where: { id } });
  if (closedAt) break;
}
await disconnect();
process.stdout.write(`${mine}\n`);
