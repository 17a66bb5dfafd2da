import type { ApprovalElection, RankedElection, ScoredElection } from "./election";
import { eachOf, type Slices } from "./slices";

/** The votes in the form that the rules count: each candidate is a number, its place in tie order. */
export interface Cast<Vote> {
  candidates: readonly string[];
  /** The votes without abstentions. */
  votes: (Vote & { count: number })[];
  voters: number;
  abstentions: number;
}

export interface ApprovalVote {
  approved: number[];
}
/** A ranking as one flat list with the ends of its tiers: a million small lists would make a large election slow. */
export interface RankedVote {
  /** The candidates that are named, from best to worst. */
  order: Uint32Array;
  /** Where each tier ends in the list; no tier is empty. */
  ends: Uint32Array;
}
export interface ScoredVote {
  /** One for each candidate. */
  scores: Uint8Array;
}

export function castApprovals({ candidates, votes }: ApprovalElection): Slices<Cast<ApprovalVote>> {
  const place = placesOf(candidates);
  return cast(candidates, votes, ({ approvals }) =>
    approvals.length === 0 ? null : { approved: approvals.map(place) },
  );
}

/** An empty tier says nothing: it is left out, and a vote of nothing else is an abstention. */
export function castRankings({ candidates, votes }: RankedElection): Slices<Cast<RankedVote>> {
  const place = placesOf(candidates);
  const row = new Uint32Array(candidates.length);
  const stops = new Uint32Array(candidates.length);
  return cast(candidates, votes, ({ ranking }) => {
    let named = 0;
    let tiers = 0;
    for (const tier of ranking) {
      if (tier.length === 0) continue;
      for (const candidate of tier) row[named++] = place(candidate);
      stops[tiers++] = named;
    }
    return named === 0 ? null : { order: row.slice(0, named), ends: stops.slice(0, tiers) };
  });
}

/** The candidates of a tier, counted from 0; none if the vote has no such tier. */
export function tierOf({ order, ends }: RankedVote, tier: number): number[] {
  const end = ends[tier];
  return end === undefined ? [] : Array.from(order.subarray(ends[tier - 1] ?? 0, end));
}

/** A candidate without a score has 0. A vote with nothing but zeros is a vote, not an abstention. */
export function castScores({ candidates, votes }: ScoredElection): Slices<Cast<ScoredVote>> {
  const place = placesOf(candidates);
  return cast(candidates, votes, (vote) => {
    const given = Object.entries(vote.scores);
    if (given.length === 0) return null;
    const scores = new Uint8Array(candidates.length);
    for (const [candidate, score] of given) scores[place(candidate)] = score;
    return { scores };
  });
}

function* cast<Given extends { count?: number | undefined }, Vote>(
  candidates: readonly string[],
  given: readonly Given[],
  read: (vote: Given) => Vote | null,
): Slices<Cast<Vote>> {
  const votes: Cast<Vote>["votes"] = [];
  let voters = 0;
  let abstentions = 0;
  yield* eachOf(given, (one) => {
    const count = one.count ?? 1;
    const vote = read(one);
    if (vote === null) {
      abstentions += count;
    } else {
      voters += count;
      votes.push({ ...vote, count });
    }
  });
  return { candidates, votes, voters, abstentions };
}

function placesOf(candidates: readonly string[]): (candidate: string) => number {
  const places = new Map(candidates.map((candidate, place) => [candidate, place]));
  return (candidate) => {
    const place = places.get(candidate);
    if (place === undefined) throw new RangeError(`${candidate} is not a candidate.`);
    return place;
  };
}
