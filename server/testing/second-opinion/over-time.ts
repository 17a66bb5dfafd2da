import type { PerpetualElection, PerpetualRound } from "@/server/ballots/tally/election";
import { decimal, less, minus, plus, type Ratio, ratio, same } from "./ratio";

type Vote = PerpetualRound["votes"][number];
/** A finished round, with everything needed to look back at it. */
interface Past {
  votes: Vote[];
  winner: string;
  left: string[];
}

const ONE = ratio(1);
const NOTHING = ratio(0);

/**
 * A second implementation of the perpetual rules, for the tests. It carries nothing along: a voter's weight is
 * computed in each round from everything that happened since they joined.
 */
export function secondOpinionOverTime({ rule, rounds }: PerpetualElection): object {
  const balance = {
    "perpetual-consensus": credits,
    "perpetual-pav": share,
    "perpetual-quota": due,
  };
  const of = balance[rule];
  const past: Past[] = [];
  const known: string[] = [];
  return {
    rounds: rounds.map(({ candidates, votes: given, left = [] }) => {
      for (const voter of left) if (known.includes(voter)) known.splice(known.indexOf(voter), 1);
      const votes = given.filter(({ approvals }) => approvals.length > 0);
      // The current round, not finished yet, so that quotas see its votes.
      const now: Past = { votes, winner: "", left };
      const weight = (voter: string) => {
        const has = rule === "perpetual-quota" ? of([...past, now], voter) : of(past, voter, left);
        return less(has, NOTHING) ? NOTHING : has;
      };
      const weights = new Map(votes.map(({ voter }) => [voter, weight(voter)]));
      const points = (candidate: string) =>
        votes
          .filter(({ approvals }) => approvals.includes(candidate))
          .reduce((all, { voter }) => plus(all, weights.get(voter) ?? NOTHING), NOTHING);
      const scores = new Map(candidates.map((candidate) => [candidate, points(candidate)]));
      const most = [...scores.values()].reduce((a, b) => (less(a, b) ? b : a), NOTHING);
      const tied = candidates.filter((c) => votes.length > 0 && same(scores.get(c) ?? ONE, most));
      past.push({ ...now, winner: tied[0] ?? "" });
      for (const { voter } of votes) if (!known.includes(voter)) known.push(voter);
      return {
        winner: tied[0] ?? null,
        tied,
        scores: numbers(scores),
        weights: numbers(weights),
        after: numbers(new Map(known.map((voter) => [voter, of(past, voter)]))),
      };
    }),
  };
}

/** Rounds since a voter last left, or all rounds if they never left. */
function since(past: readonly Past[], voter: string): Past[] {
  const left = past.findLastIndex((round) => round.left.includes(voter));
  return past.slice(Math.max(0, left));
}

const voteOf = ({ votes }: Past, voter: string) => votes.find((vote) => vote.voter === voter);
const won = (round: Past, voter: string) =>
  voteOf(round, voter)?.approvals.includes(round.winner) ?? false;

/** 1, 1/2, 1/3 … by the number of wins. */
function share(past: readonly Past[], voter: string, leaving: readonly string[] = []): Ratio {
  if (leaving.includes(voter)) return ONE;
  return ratio(1, 1 + since(past, voter).filter((round) => won(round, voter)).length);
}

/** Everything that a voter could expect, minus everything that they got. */
function due(past: readonly Past[], voter: string): Ratio {
  const rounds = since(past, voter).filter((round) => voteOf(round, voter));
  const quota = rounds.reduce((all, { votes, ...round }) => {
    const mine = voteOf({ votes, ...round }, voter)?.approvals ?? [];
    const supports = mine.map((c) => votes.filter(({ approvals }) => approvals.includes(c)).length);
    return plus(all, ratio(Math.max(...supports), votes.length));
  }, NOTHING);
  return minus(quota, ratio(rounds.filter((round) => won(round, voter)).length));
}

/** One credit at the start and for each round voted in, minus the voter's share of each win's cost. */
function credits(past: readonly Past[], voter: string, leaving: readonly string[] = []): Ratio {
  return leaving.includes(voter) ? ONE : (accounts(past).get(voter) ?? ONE);
}

function accounts(past: readonly Past[]): Map<string, Ratio> {
  const last = past.at(-1);
  if (!last) return new Map();
  const before = accounts(past.slice(0, -1));
  for (const voter of last.left) before.delete(voter);
  const has = (voter: string) => before.get(voter) ?? ONE;
  const payers = last.votes
    .map(({ voter }) => voter)
    .filter((voter) => won(last, voter) && less(NOTHING, has(voter)));
  const price = ratio(last.votes.length, payers.length || 1);
  const after = last.votes.map(({ voter }): [string, Ratio] => [
    voter,
    plus(minus(has(voter), payers.includes(voter) ? price : NOTHING), ONE),
  ]);
  return new Map([...before, ...after]);
}

function numbers(exact: ReadonlyMap<string, Ratio>): Record<string, number> {
  return Object.fromEntries([...exact].map(([name, number]) => [name, decimal(number)]));
}
