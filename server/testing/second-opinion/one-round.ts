/**
 * A second implementation of the one-round rules, for the tests: slow, close to the wording of the rules,
 * and independent of the real one. Every vote is written out, and every number is computed from scratch.
 */
import type {
  ApprovalElection,
  RankedElection,
  ScoredElection,
} from "@/server/ballots/tally/election";
import { rank, rankedPairs, schulze } from "./pairs";
import { decimal, less, plus, type Ratio, ratio, same } from "./ratio";

export type SingleElection = ApprovalElection | RankedElection | ScoredElection;

export function secondOpinion(election: SingleElection): object {
  switch (election.rule) {
    case "approval":
      return ofApprovals(election);
    case "score":
    case "star":
      return ofScores(election);
    default:
      return ofRankings(election as RankedElection);
  }
}

function ofApprovals({ candidates, ...election }: ApprovalElection): object {
  const votes = written(election.votes).filter(({ approvals }) => approvals.length > 0);
  const points = (c: string) => ratio(votes.filter((vote) => vote.approvals.includes(c)).length);
  return mostPoints(candidates, votes.length, points);
}

function ofScores({ rule, candidates, ...election }: ScoredElection): object {
  const votes = written(election.votes)
    .map(({ scores }) => new Map(Object.entries(scores)))
    .filter((scores) => scores.size > 0);
  if (rule === "star") return star(candidates, votes);
  return mostPoints(candidates, votes.length, (c) => ratio(total(votes, c)));
}

function ofRankings({ rule, candidates, ...election }: RankedElection): object {
  const votes = written(election.votes)
    .map(({ ranking }) => ranking.filter((tier) => tier.length > 0))
    .filter((ranking) => ranking.length > 0);
  switch (rule) {
    case "plurality":
      return mostPoints(candidates, votes.length, (c) =>
        ratio(votes.filter(([first]) => first?.length === 1 && first[0] === c).length),
      );
    case "borda":
      return mostPoints(candidates, votes.length, (c) => bordaPoints(candidates, votes, c));
    case "irv":
      return irv(candidates, votes);
    case "schulze":
      return schulze(candidates, votes);
    default:
      return rankedPairs(candidates, votes);
  }
}

/** Repeats each vote as often as it counts. */
function written<Vote extends { count?: number | undefined }>(votes: readonly Vote[]): Vote[] {
  return votes.flatMap((vote) => Array.from({ length: vote.count ?? 1 }, () => vote));
}

function mostPoints(candidates: string[], voters: number, points: (c: string) => Ratio) {
  const ranking: string[][] = [];
  for (let left = candidates; left.length > 0; ) {
    const best = left.filter((c) => !left.some((other) => less(points(c), points(other))));
    ranking.push(best);
    left = left.filter((c) => !best.includes(c));
  }
  return {
    winner: voters === 0 ? null : ranking[0]?.[0],
    tied: voters === 0 ? [] : ranking[0],
    ranking,
    scores: Object.fromEntries(candidates.map((c) => [c, decimal(points(c))])),
  };
}

function bordaPoints(candidates: string[], votes: string[][][], c: string): Ratio {
  let halves = 0;
  for (const vote of votes) {
    for (const other of candidates) {
      if (other === c) continue;
      if (rank(vote, c) < rank(vote, other)) halves += 2;
      if (rank(vote, c) === rank(vote, other)) halves += 1;
    }
  }
  return ratio(halves, 2);
}

function irv(candidates: string[], votes: string[][][]) {
  const empty = { winner: null, tied: [], rounds: [], eliminated: [] };
  if (votes.length === 0) return empty;
  const past: Map<string, Ratio>[] = [];
  const shown: { counts: object; exhausted: number }[] = [];
  const eliminated: string[] = [];
  /** Whether two candidates were level in this and every earlier round. */
  const level = (a: string, b: string) =>
    past.every((counts) => same(counts.get(a) ?? ratio(0), counts.get(b) ?? ratio(0)));
  const alike: { since: string[] | null } = { since: null };
  const round = (continuing: string[]): string => {
    const tops = votes.map((vote) =>
      vote.map((tier) => tier.filter((c) => continuing.includes(c))).find((t) => t.length > 0),
    );
    const counts = new Map(
      continuing.map((c) => [
        c,
        tops
          .filter((top) => top?.includes(c))
          .reduce((all, top) => plus(all, ratio(1, top?.length)), ratio(0)),
      ]),
    );
    past.unshift(counts);
    const counting = tops.filter((top) => top !== undefined).length;
    shown.push({
      counts: Object.fromEntries([...counts].map(([c, n]) => [c, decimal(n)])),
      exhausted: votes.length - counting,
    });
    const everybodyLevel = continuing.every((c) => level(c, continuing[0] ?? c));
    alike.since = everybodyLevel ? (alike.since ?? continuing) : null;
    const winner = continuing.find((c) => {
      const votes = counts.get(c) ?? ratio(0);
      return less(ratio(counting), plus(votes, votes)) || continuing.length === 1;
    });
    if (winner !== undefined) return winner;
    const worse = (a: string, b: string): boolean => {
      const differ = past.find((then) => !same(then.get(a) ?? ratio(0), then.get(b) ?? ratio(0)));
      return differ
        ? less(differ.get(a) ?? ratio(0), differ.get(b) ?? ratio(0))
        : candidates.indexOf(a) > candidates.indexOf(b);
    };
    const loser = continuing.find((c) => continuing.every((d) => d === c || worse(c, d))) ?? "";
    eliminated.push(loser);
    return round(continuing.filter((c) => c !== loser));
  };
  const winner = round(candidates);
  return { winner, tied: alike.since ?? [winner], rounds: shown, eliminated };
}

function total(votes: Map<string, number>[], candidate: string): number {
  return votes.reduce((sum, vote) => sum + (vote.get(candidate) ?? 0), 0);
}

function star(candidates: string[], votes: Map<string, number>[]) {
  const sum = (c: string) => total(votes, c);
  const prefer = (a: string, b: string) =>
    votes.filter((vote) => (vote.get(a) ?? 0) > (vote.get(b) ?? 0)).length;
  const wins = (c: string) =>
    candidates.filter((d) => sum(d) === sum(c) && prefer(c, d) > prefer(d, c)).length;
  const scores = Object.fromEntries(candidates.map((c) => [c, sum(c)]));
  if (votes.length === 0) return { winner: null, tied: [], scores, runoff: null };
  const better = (a: string, b: string) =>
    sum(b) - sum(a) || wins(b) - wins(a) || candidates.indexOf(a) - candidates.indexOf(b);
  const [one = "", two] = [...candidates].sort(better);
  if (two === undefined)
    return { winner: one, tied: [one], scores, runoff: { finalists: [one], votes: { [one]: 0 } } };
  const [forOne, forTwo] = [prefer(one, two), prefer(two, one)];
  const runoff = { finalists: [one, two], votes: { [one]: forOne, [two]: forTwo } };
  const margin = forOne - forTwo || sum(one) - sum(two);
  if (margin !== 0) {
    const winner = margin > 0 ? one : two;
    return { winner, tied: [winner], scores, runoff };
  }
  const alike = (c: string) => [one, two].every((d) => sum(c) === sum(d) && wins(c) === wins(d));
  const tied = candidates.filter((c) => c === one || c === two || alike(c));
  return { winner: candidates.find((c) => c === one || c === two), tied, scores, runoff };
}
