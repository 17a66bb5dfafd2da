// `npm run -s digests:due -- --zone Europe/Berlin --at 08:00 …`prints when a digest comes (docs/digests.md), in
// UTC, one instant per line and nothing else on standard output. It needs no database. A mistake in the arguments
// is reported in one line on standard error, with exit code 2.
import { dueTimes } from "@/scripts/runtime/due";

// A reader such as `head` may close the pipe early. That is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
const lines = dueTimes(process.argv.slice(2));
if (lines.length > 0) console.log(lines.join("\n"));
