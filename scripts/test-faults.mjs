// `npm run test:faults [-- NAME…]`: do the tests find faults? Plants those that scripts/faults/ lists, then
// changes rules at random.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./checks/tools.mjs";
import { runPlanted } from "./faults/planted.mjs";

process.chdir(ROOT);
const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    /** Only the list of faults. */
    planted: { type: "boolean", default: false },
    /** Only changes at random. */
    mutation: { type: "boolean", default: false },
  },
});

const MUTATION = join(ROOT, "scripts/faults/mutation.mjs");
let good = true;
if (!asked.mutation) good = (await runPlanted(names)) === 0;
if (!asked.planted && existsSync(MUTATION)) {
  const { runMutation } = await import(MUTATION);
  good = (await runMutation(names)) && good;
}
process.exit(good ? 0 : 1);
