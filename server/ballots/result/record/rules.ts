import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { choiceOf, isSameChoice, levelChoices, outcomeOf } from "../../rules";
import { tieOrder } from "../../tally/draw";
import { Malformed } from "../../tally/malformed";
import { type StoredElection, type StoredResult, tallyStored } from "../../tally/stored";

export const RECORD_FORMAT = "colloquy-ballot-record";
/** The version of records of ballots for one paper, and of those for several, in which `chosen` is a list. */
export const RECORD_VERSION = 1;
export const VERSION_OF_SEVERAL = 2;

/** A closed ballot as published; docs/records.md explains each part. */
export interface BallotRecord {
  format: typeof RECORD_FORMAT;
  version: typeof RECORD_VERSION | typeof VERSION_OF_SEVERAL;
  ballot: string;
  group: string;
  /** ISO 8601, UTC. */
  opened: string;
  closed: string;
  /** Votes needed; null without a quorum. */
  quorum: number | null;
  tieBreak: "nomination" | "draw" | "organizer";
  /** The seed that gives the order of the draw. */
  drawSeed?: string;
  /** In the order of the list. */
  candidates: { id: string; title: string; url: string }[];
  election: StoredElection;
  /** Names by receipt, if the ballot was by name. */
  names?: Record<string, string>;
  result: StoredResult;
  outcome: "chosen" | "tied" | "decided" | "none" | "noQuorum";
  /** One paper or null; on a ballot for several a list, by seat. */
  chosen: string | null | string[];
  /** Explains the result, and what would have changed it, in plain words. */
  explanation: { why: string; change: string | null };
  decision?: { by: string | null; note: string };
}

const VERSIONS = `must be ${RECORD_VERSION} or ${VERSION_OF_SEVERAL}`;
const readable = z.looseObject({
  format: z.literal(RECORD_FORMAT),
  version: z.literal([RECORD_VERSION, VERSION_OF_SEVERAL], VERSIONS),
  quorum: z.int().positive().nullable(),
  tieBreak: z.enum(["nomination", "draw", "organizer"]),
  drawSeed: z.string().optional(),
  candidates: z.array(z.looseObject({ id: z.string() })),
  election: z.looseObject({
    candidates: z.array(z.string()),
    seats: z.int().optional(),
    votes: z.array(z.unknown()),
  }),
  result: z.looseObject({}),
  outcome: z.enum(["chosen", "tied", "decided", "none", "noQuorum"]),
  chosen: z.union([z.string().nullable(), z.array(z.string())]),
});

export interface Checked {
  agrees: boolean;
  /** Parts of the record that differ from the recount, in the order they were found. */
  differences: string[];
  /** The result of counting again. */
  result: StoredResult;
}

/**
 * Counts a record again and compares the result, the order of the draw, the quorum and the chosen paper.
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
  // Older records do not list possible winners; they are held to the rule of their time.
  const then = "possibleWinners" in data.result ? result : withoutPossibleWinners(result);
  if (!isDeepStrictEqual(then, data.result)) differences.push("result");
  const listed = data.candidates.map(({ id }) => id);
  if (!isDeepStrictEqual(tieOrder(listed, data), data.election.candidates))
    differences.push("election.candidates");
  const outcome = outcomeOf(data, data.election.votes.length, then);
  // An organizer may have decided the tie after the count.
  const decided = outcome === "tied" && data.outcome === "decided";
  if (data.outcome !== outcome && !decided) differences.push("outcome");
  const { chosen } = data;
  const choice = Array.isArray(chosen) ? chosen : chosen === null ? [] : [chosen];
  if (
    Array.isArray(chosen) !== (data.version === VERSION_OF_SEVERAL) ||
    !isPossible(choice, data, then)
  )
    differences.push("chosen");
  return { agrees: differences.length === 0, differences, result };
}

type Readable = z.output<typeof readable>;

function withoutPossibleWinners(result: StoredResult): StoredResult {
  if ("seats" in result) return result;
  const { decidedByOrder, possibleWinners, possibleWinnersComplete, ...before } = result;
  return before as StoredResult;
}

/** Whether a ballot that came out like this can have chosen these. */
function isPossible(
  choice: readonly string[],
  { outcome }: Readable,
  result: StoredResult,
): boolean {
  if (outcome === "decided")
    return levelChoices(result).some((possible) => isSameChoice(possible, choice));
  return isDeepStrictEqual(choice, outcome === "chosen" ? choiceOf(result) : []);
}
