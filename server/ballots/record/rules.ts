import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { tieOrder } from "../draw/rules";
import { outcomeOf, tiedForFirst } from "../rules";
import { Malformed } from "../tally/malformed";
import { type StoredElection, type StoredResult, tallyStored } from "../tally/stored";

export const RECORD_FORMAT = "colloquy-ballot-record";
export const RECORD_VERSION = 1;

/** A closed ballot as it is published; docs/records.md says what each part means. */
export interface BallotRecord {
  format: typeof RECORD_FORMAT;
  version: typeof RECORD_VERSION;
  ballot: string;
  group: string;
  /** ISO 8601, UTC. */
  opened: string;
  closed: string;
  /** How many had to vote; null where nobody had to. */
  quorum: number | null;
  tieBreak: "nomination" | "draw" | "organizer";
  /** By which the candidates stand in the order of the draw. */
  drawSeed?: string;
  /** In the order of the list. */
  candidates: { id: string; title: string; url: string }[];
  election: StoredElection;
  /** By receipt, where the ballot was by name. */
  names?: Record<string, string>;
  result: StoredResult;
  outcome: "chosen" | "tied" | "decided" | "none" | "noQuorum";
  chosen: string | null;
  /** In plain words: why it came out so, and what would have changed it. */
  explanation: { why: string; change: string | null };
  decision?: { by: string | null; note: string };
}

const readable = z.looseObject({
  format: z.literal(RECORD_FORMAT),
  version: z.literal(RECORD_VERSION, `must be ${RECORD_VERSION}`),
  quorum: z.int().positive().nullable(),
  tieBreak: z.enum(["nomination", "draw", "organizer"]),
  drawSeed: z.string().optional(),
  candidates: z.array(z.looseObject({ id: z.string() })),
  election: z.looseObject({ candidates: z.array(z.string()), votes: z.array(z.unknown()) }),
  result: z.looseObject({}),
  outcome: z.enum(["chosen", "tied", "decided", "none", "noQuorum"]),
  chosen: z.string().nullable(),
});

export interface Checked {
  agrees: boolean;
  /** What does not agree, in the order in which it was found. */
  differences: string[];
  /** As it comes out when it is counted again. */
  result: StoredResult;
}

/**
 * Counts a record again, and holds it against what the record says: the result, the order of the
 * draw, the quorum, and what was chosen.
 * @throws Malformed with the place of the first thing that cannot be read
 */
export function checkRecord(input: unknown): Checked {
  const { success, data, error } = readable.safeParse(input);
  if (!success) {
    const [issue] = error.issues;
    throw new Malformed((issue?.path ?? []) as (string | number)[], issue?.message ?? "is wrong");
  }
  const result = tallyStored(data.election, ["election"]);
  const differences: string[] = [];
  // Records did not always name those who could have won; then they are held to the rule of that time.
  const { decidedByOrder, possibleWinners, possibleWinnersComplete, ...before } = result;
  const then = "possibleWinners" in data.result ? result : (before as StoredResult);
  if (!isDeepStrictEqual(then, data.result)) differences.push("result");
  const listed = data.candidates.map(({ id }) => id);
  if (!isDeepStrictEqual(tieOrder(listed, data), data.election.candidates))
    differences.push("election.candidates");
  const outcome = outcomeOf(data, data.election.votes.length, then);
  // What was a tie, an organizer may have decided since.
  const decided = outcome === "tied" && data.outcome === "decided";
  if (data.outcome !== outcome && !decided) differences.push("outcome");
  if (!chosenOf(data, then).includes(data.chosen)) differences.push("chosen");
  return { agrees: differences.length === 0, differences, result };
}

type Readable = z.output<typeof readable>;

function chosenOf({ outcome }: Readable, result: StoredResult): readonly (string | null)[] {
  if (outcome === "decided") return tiedForFirst(result);
  return [outcome === "chosen" ? result.winner : null];
}
