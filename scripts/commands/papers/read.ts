// `npm run -s papers:read -- FILE.json`: reads a list of pasted texts (docs/operations.md) and prints one line of JSON
// for each, and nothing else on standard output. It asks neither the network nor the database. A file that cannot be
// read is reported in one line on standard error, with exit code 2.
import { readPastedFile } from "@/scripts/runtime/pasted-file";

// npm runs this from the repository, but a relative path starts at the folder where npm was called.
const { npm_lifecycle_event: script, INIT_CWD: called } = process.env;
const from = (script === "papers:read" && called) || ".";
const answers = await readPastedFile(process.argv[2], from);
process.stdout.write(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
