// `npm run tally -- FILE.json`: prints the result of an election as JSON (docs/voting.md), or whether a ballot's
// record agrees with itself (docs/records.md), and nothing else on standard output. A file that cannot be read
// is reported in one line on standard error, with exit code 2; a record that does not agree ends with 1.
import { tallyFile } from "@/scripts/runtime/tally-file";

// npm runs this from the repository, but a relative path starts at the folder where npm was called.
const { npm_lifecycle_event: script, INIT_CWD: called } = process.env;
const from = (script === "tally" && called) || ".";
const { answers, agrees } = await tallyFile(process.argv[2], from);
for (const answer of answers) console.log(JSON.stringify(answer));
if (!agrees) process.exitCode = 1;
