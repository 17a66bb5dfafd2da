// `npm run db:check [-- --mend]`: recounts counters and finds faults that constraints cannot prevent.

import { checkDatabase } from "@/scripts/runtime/counters";
import { connect, databaseForCommand } from "@/scripts/runtime/postgres/reach";

const mend = process.argv.includes("--mend");
const { url, done } = await databaseForCommand();
const client = await connect(url);
try {
  const findings = await checkDatabase(client, mend);
  for (const { name, wrong, mended } of findings) {
    const about = wrong.length === 0 ? "" : `: ${wrong.join(", ")}${mended ? " (mended)" : ""}`;
    console.log(`${wrong.length === 0 ? "✓" : "✗"} ${name}${about}`);
  }
  if (findings.some(({ wrong, mended }) => wrong.length > 0 && !mended)) process.exitCode = 1;
} finally {
  await client.end();
  await done();
}
