// `npm run test:faults [-- NAME…]`: checks that the tests find faults. Plants those listed in scripts/faults/, then lets
// Stryker plant its own in the files that hold rules. A NAME selects faults, or files, whose name contains it.
import { parseArgs } from "node:util";
import { ROOT } from "./checks/tools.mjs";
import { plantMutants } from "./faults/mutation.mjs";
import { runPlanted } from "./faults/planted.mjs";

process.chdir(ROOT);
const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    /** Plants only the listed faults. */
    planted: { type: "boolean", default: false },
    /** Runs only Stryker. */
    mutation: { type: "boolean", default: false },
    /** Trusts Stryker's earlier results where nothing has changed since. */
    changed: { type: "boolean", default: false },
  },
});

const files = names.filter((name) => /\.ts(:\d|$)/.test(name));
const words = names.filter((name) => !files.includes(name));
const everything = names.length === 0;
const wrong = [];
if (!asked.mutation && (everything || words.length > 0)) {
  const missed = await runPlanted(words);
  if (missed > 0) wrong.push(`The tests do not find ${missed} of the planted faults.`);
}
if (!asked.planted && (everything || files.length > 0))
  wrong.push(...plantMutants(files, { changed: asked.changed }));
for (const line of wrong) console.log(`✗ ${line}`);
process.exit(wrong.length === 0 ? 0 : 1);
