import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { checkRecord, RECORD_FORMAT } from "@/server/ballots/result/record/rules";
import { type Election, readElection } from "@/server/ballots/tally/election";
import { Malformed, type Place } from "@/server/ballots/tally/malformed";
import { tally } from "@/server/ballots/tally/tally";

/** A reason why a file cannot be counted, to be printed after its name. */
class Unreadable extends Error {
  readonly exitCode = 2;
}
const FORMAT = 1;

interface Counted {
  /** One result for each election of the file; for a record, the findings about it. */
  answers: unknown[];
  /** Whether a record agrees with itself; true for elections, which have nothing to agree with. */
  agrees: boolean;
}

/**
 * Counts the content of a file: an election, cases of elections, or a record of a ballot. Everything is read
 * before anything is counted, because half an answer helps nobody.
 * @param file as the command line names it
 * @param from the folder that a relative path begins at
 * @throws Error of one line, with an exit code, if the file cannot be read
 */
export async function tallyFile(file: string | undefined, from: string): Promise<Counted> {
  if (!file) throw new Unreadable("Name the file to count: npm run tally -- FILE.json");
  try {
    const text = await readFile(resolve(from, file), "utf8").catch(
      ({ code }: NodeJS.ErrnoException) => {
        throw new Unreadable(` cannot be read (${code}).`);
      },
    );
    return counted(parsed(text));
  } catch (error) {
    const said = error instanceof Malformed ? `: ${error.message}` : (error as Error).message;
    if (!(error instanceof Malformed || error instanceof Unreadable)) throw error;
    // Keeps the message on one line, even if it quotes line breaks.
    throw new Unreadable(`${file}${said}`.replace(/\s+/g, " "));
  }
}

function counted(data: unknown): Counted {
  if (isObject(data) && data.format === RECORD_FORMAT) {
    const checked = checkRecord(data);
    return { answers: [checked], agrees: checked.agrees };
  }
  if (isObject(data) && "cases" in data) {
    const cases = readCases(data);
    const answers = cases.map(({ name, election }) => ({ name, result: tally(election) }));
    return { answers, agrees: true };
  }
  if (isObject(data) && "rule" in data)
    return { answers: [tally(readElection(data, []))], agrees: true };
  throw new Unreadable(
    " contains neither an election (rule, …) nor cases of elections (format, cases) nor a record of a ballot.",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Unreadable(` is not JSON: ${(error as Error).message}`);
  }
}

function readCases(data: Record<string, unknown>): { name: string; election: Election }[] {
  if (data.format !== undefined && data.format !== FORMAT)
    throw new Unreadable(`: format: must be ${FORMAT}`);
  if (!Array.isArray(data.cases)) throw new Unreadable(": cases: must be a list");
  return data.cases.map((one: unknown, index) => {
    const place = ["cases", index];
    if (!isObject(one)) throw new Malformed([...place], "must be an object");
    const { name } = one;
    if (typeof name !== "string") throw new Malformed([...place, "name"], "must be text");
    return { name, election: electionOf(one, name, place) };
  });
}

function electionOf(one: Record<string, unknown>, name: string, place: Place): Election {
  try {
    if (!("election" in one)) throw new Malformed([...place, "election"], "is missing");
    return readElection(one.election, [...place, "election"]);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Unreadable(`: case ${JSON.stringify(name)}, ${error.message}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
