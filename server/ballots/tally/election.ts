import { z } from "zod";
import { SCORE_MAX } from "../votes/rules";
import { Malformed, type Place } from "./malformed";
import { SEATS_MAX } from "./seats/rules";
import { atOnce, eachOf, type Slices } from "./slices";

const RANKED = ["plurality", "borda", "irv", "schulze", "ranked-pairs"] as const;
const SCORED = ["score", "star"] as const;
export const PERPETUAL = ["perpetual-consensus", "perpetual-pav", "perpetual-quota"] as const;
export const RULES = ["approval", ...RANKED, ...SCORED, ...PERPETUAL] as const;

/** An election of one round; the order of its candidates is the tie order. */
interface SingleRound<Rule, Vote> {
  rule: Rule;
  candidates: string[];
  /** How many candidates are chosen; one if it is left out. */
  seats?: number | undefined;
  votes: (Vote & { count?: number | undefined })[];
}
export type ApprovalElection = SingleRound<"approval", { approvals: string[] }>;
/** Tiers from best to worst; candidates that are not named are tied below all others. */
export type RankedElection = SingleRound<(typeof RANKED)[number], { ranking: string[][] }>;
export type ScoredElection = SingleRound<(typeof SCORED)[number], { scores: Scores }>;
export type Scores = Record<string, number>;

export type PerpetualRule = (typeof PERPETUAL)[number];

/** Approval votes of the same people, round after round. */
export interface PerpetualElection {
  rule: PerpetualRule;
  rounds: PerpetualRound[];
}
export interface PerpetualRound {
  candidates: string[];
  votes: { voter: string; approvals: string[] }[];
  /** Voters who left for good since the round before: dropped with all they carried. */
  left?: string[] | undefined;
}

export type Election = ApprovalElection | RankedElection | ScoredElection | PerpetualElection;

const SEATS = `must be a whole number from 1 to ${SEATS_MAX}`;
const COUNT = "must be a positive whole number";
const name = z.string().min(1, "must not be empty");
const names = z.array(name);
// Votes are read by hand, and their candidates looked up on the way: there may be a million names, and zod's record
// would silently drop a candidate named __proto__.
const list = z.custom<unknown[]>(Array.isArray, { error: unless("a list") });
const table = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  { error: unless("an object") },
);
const count = z.int(COUNT).positive(COUNT).optional();
const singleRound = <Shape extends z.ZodRawShape>(vote: Shape) =>
  z.strictObject({
    rule: z.string(),
    candidates: names,
    seats: z.int(SEATS).min(1, SEATS).max(SEATS_MAX, SEATS).optional(),
    votes: z.array(z.strictObject({ ...vote, count })),
  });
const perpetual = z.strictObject({
  rule: z.string(),
  rounds: z.array(
    z.strictObject({
      candidates: names,
      votes: z.array(z.strictObject({ voter: name, approvals: list })),
      left: names.optional(),
    }),
  ),
});

/**
 * Reads an election from data of any kind.
 * @param at where in a larger file it stands, for the error
 * @throws Malformed with the place of the first thing that is wrong
 */
export function readElection(input: unknown, at: Place = []): Election {
  return atOnce(electionIn(input, at));
}

/** Reads an election from data of any kind, in slices. @throws Malformed */
export function* electionIn(input: unknown, at: Place): Slices<Election> {
  const known = `must be one of ${RULES.join(", ")}`;
  const { rule } = shaped(z.looseObject({ rule: z.enum(RULES, known) }), input, at);
  switch (rule) {
    case "approval":
      return yield* readSingle(rule, input, at, { approvals: list }, readApprovals);
    case "score":
    case "star":
      return yield* readSingle(rule, input, at, { scores: table }, readScores);
    case "perpetual-consensus":
    case "perpetual-pav":
    case "perpetual-quota":
      return { rule, rounds: yield* readRounds(input, at) };
    default:
      return yield* readSingle(rule, input, at, { ranking: list }, readRanking);
  }
}

function* readSingle<Rule extends string, Shape extends z.ZodRawShape, Vote>(
  rule: Rule,
  input: unknown,
  at: Place,
  shape: Shape,
  read: (vote: z.infer<z.ZodObject<Shape>>, standing: Set<string>, at: Place) => Vote,
): Slices<SingleRound<Rule, Vote>> {
  const { candidates, seats = 1, votes: given } = shaped(singleRound(shape), input, at);
  yield;
  const standing = distinct(candidates, [...at, "candidates"]);
  const votes: SingleRound<Rule, Vote>["votes"] = [];
  let all = 0;
  yield* eachOf(given, (one, index) => {
    const place = [...at, "votes", index];
    const vote = one as z.infer<z.ZodObject<Shape>> & { count?: number };
    all += vote.count ?? 1;
    if (all > Number.MAX_SAFE_INTEGER)
      throw new Malformed([...place, "count"], "makes more votes than can be counted exactly");
    votes.push({ ...read(vote, standing, place), count: vote.count });
  });
  return { rule, candidates, ...(seats > 1 ? { seats } : {}), votes };
}

function* readRounds(input: unknown, at: Place): Slices<PerpetualRound[]> {
  const { rounds: given } = shaped(perpetual, input, at);
  yield;
  const rounds: PerpetualRound[] = [];
  for (const [round, { candidates, votes: cast, left }] of given.entries()) {
    const here = [...at, "rounds", round];
    const standing = distinct(candidates, [...here, "candidates"]);
    const voted = new Set<string>();
    const votes: PerpetualRound["votes"] = [];
    yield* eachOf(cast, ({ voter, approvals }, index) => {
      const place = [...here, "votes", index];
      if (voted.has(voter))
        throw new Malformed([...place, "voter"], `${quoted(voter)} votes twice`);
      voted.add(voter);
      votes.push({ voter, ...readApprovals({ approvals }, standing, place) });
    });
    rounds.push({ candidates, left, votes });
  }
  return rounds;
}

function readApprovals(
  { approvals }: { approvals: unknown[] },
  standing: Set<string>,
  at: Place,
): { approvals: string[] } {
  const wrong = firstWrong(approvals, standing, new Set());
  if (wrong) throw new Malformed([...at, "approvals", wrong.index], wrong.what);
  return { approvals: approvals as string[] };
}

function readRanking(
  { ranking }: { ranking: unknown[] },
  standing: Set<string>,
  at: Place,
): { ranking: string[][] } {
  const seen = new Set<string>();
  for (let index = 0; index < ranking.length; index++) {
    const tier = ranking[index];
    if (!Array.isArray(tier))
      throw new Malformed([...at, "ranking", index], "must be a list of candidates");
    const wrong = firstWrong(tier, standing, seen);
    if (wrong) throw new Malformed([...at, "ranking", index, wrong.index], wrong.what);
  }
  return { ranking: ranking as string[][] };
}

function readScores(
  { scores }: { scores: Record<string, unknown> },
  standing: Set<string>,
  at: Place,
): { scores: Scores } {
  for (const [candidate, score] of Object.entries(scores)) {
    const place = [...at, "scores", candidate];
    if (!standing.has(candidate)) throw new Malformed(place, "is not a candidate");
    if (!Number.isInteger(score) || Number(score) < 0 || Number(score) > SCORE_MAX)
      throw new Malformed(place, `must be a whole number from 0 to ${SCORE_MAX}`);
  }
  return { scores: scores as Scores };
}

/** @param seen the candidates that this vote named before; grows */
function firstWrong(given: readonly unknown[], standing: Set<string>, seen: Set<string>) {
  for (let index = 0; index < given.length; index++) {
    const candidate = given[index];
    if (typeof candidate !== "string") return { index, what: "must be text" };
    if (!standing.has(candidate)) return { index, what: `${quoted(candidate)} is not a candidate` };
    if (seen.has(candidate)) return { index, what: `${quoted(candidate)} is named twice` };
    seen.add(candidate);
  }
  return null;
}

function distinct(candidates: readonly string[], at: Place): Set<string> {
  const standing = new Set<string>();
  for (const [index, candidate] of candidates.entries()) {
    if (standing.has(candidate))
      throw new Malformed([...at, index], `${quoted(candidate)} is listed twice`);
    standing.add(candidate);
  }
  return standing;
}

function shaped<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  at: Place,
): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(input, { error: sentence });
  if (success) return data;
  const [issue] = error.issues;
  throw new Malformed([...at, ...((issue?.path ?? []) as Place)], issue?.message ?? "is not valid");
}

function sentence(issue: { code?: string; input?: unknown; expected?: string; keys?: string[] }) {
  if (issue.code === "unrecognized_keys") return `${quoted(issue.keys?.[0] ?? "")} is not known`;
  const wanted: Record<string, string> = { array: "a list", object: "an object", string: "text" };
  return unless(wanted[issue.expected ?? ""] ?? "of a different type")(issue);
}

function unless(wanted: string) {
  return ({ input }: { input?: unknown }) =>
    input === undefined ? "is missing" : `must be ${wanted}`;
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
