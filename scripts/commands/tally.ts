// `npm run tally -- FILE.json`: the result of an election as JSON (docs/voting.md), or whether a ballot's
// record agrees with itself (docs/records.md), and nothing else on standard output. What cannot be read
// is one line on standard error, and exit code 2; a record that does not agree ends with 1.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { checkRecord, RECORD_FORMAT } from "@/server/ballots/result/record/rules";
import { type Election, readElection } from "@/server/ballots/tally/election";
import { Malformed, type Place } from "@/server/ballots/tally/malformed";
import { tally } from "@/server/ballots/tally/tally";

const UNREADABLE = 2;
const FORMAT = 1;

const [given] = process.argv.slice(2);
if (!given) fail("Name the file to count: npm run tally -- FILE.json");
// npm runs this from the repository; a relative path is meant from where npm was called.
const from = process.env.npm_lifecycle_event === "tally" ? process.env.INIT_CWD : undefined;
const data = parsed(await readFile(resolve(from ?? ".", given), "utf8").catch(unreadable));

// Everything is read before the first line is written: half an answer helps nobody.
if (isObject(data) && data.format === RECORD_FORMAT) {
  const checked = checkedRecord(data);
  say(checked);
  if (!checked.agrees) process.exitCode = 1;
} else if (isObject(data) && "cases" in data) {
  for (const { name, election } of readCases(data)) say({ name, result: tally(election) });
} else if (isObject(data) && "rule" in data) {
  say(tally(readAt(data, [])));
} else {
  fail(
    `${given} contains neither an election (rule, …) nor cases of elections (format, cases) nor a record of a ballot.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return fail(`${given} is not JSON: ${(error as Error).message}`);
  }
}

function checkedRecord(data: Record<string, unknown>) {
  try {
    return checkRecord(data);
  } catch (error) {
    if (error instanceof Malformed) return fail(about(error));
    throw error;
  }
}

function readCases(data: Record<string, unknown>): { name: string; election: Election }[] {
  if (data.format !== undefined && data.format !== FORMAT)
    fail(`${given}: format: must be ${FORMAT}`);
  if (!Array.isArray(data.cases)) return fail(`${given}: cases: must be a list`);
  return data.cases.map((one: unknown, index) => {
    const place = ["cases", index];
    if (!isObject(one)) return wrong([...place], "must be an object");
    if (typeof one.name !== "string") return wrong([...place, "name"], "must be text");
    if (!("election" in one)) return wrong([...place, "election"], "is missing", one.name);
    return { name: one.name, election: readAt(one.election, [...place, "election"], one.name) };
  });
}

function readAt(input: unknown, place: Place, name?: string): Election {
  try {
    return readElection(input, place);
  } catch (error) {
    if (error instanceof Malformed) return fail(about(error, name));
    throw error;
  }
}

function wrong(place: Place, what: string, name?: string): never {
  return fail(about(new Malformed(place, what), name));
}

function about({ message }: Malformed, name?: string): string {
  return name === undefined
    ? `${given}: ${message}`
    : `${given}: case ${JSON.stringify(name)}, ${message}`;
}

function unreadable(error: NodeJS.ErrnoException): never {
  return fail(`${given} cannot be read (${error.code}).`);
}

/** One line, whatever was quoted in it. */
function fail(message: string): never {
  const line = message.replace(/\s+/g, " ");
  throw Object.assign(new Error(line), { exitCode: UNREADABLE });
}

function say(answer: unknown): void {
  console.log(JSON.stringify(answer));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
