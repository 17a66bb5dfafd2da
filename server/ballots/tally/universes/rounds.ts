import type { Cast, RankedVote } from "../cast";
import { askEach, Budget, canWin, type Question } from "./explore";

interface State {
  continuing: number[];
  /** A number for each candidate: of two, the one ahead in the latest round that separates them has the higher number. */
  ahead: Uint32Array;
  /** The candidate that is eliminated next; null at the beginning. */
  out: number | null;
}

/** The count of one round. */
interface Round {
  continuing: number[];
  /** A level by place: higher for candidates with more votes, 0 for those without. */
  votes: ArrayLike<number>;
  majority: number | undefined;
}

/**
 * Finds the candidates that an instant runoff can choose when those tied in every round are eliminated in any order.
 * Earlier rounds matter only by the order of the candidates, so the state is that order and the candidates left.
 * @param parts how many to cut a vote into
 * @param known a place that wins in one universe
 */
export function* winnersOfRounds(
  cast: Cast<RankedVote>,
  parts: bigint,
  known: readonly number[],
  states: number,
) {
  const budget = new Budget(states);
  const votes = alike(cast.votes);
  const all = [...cast.candidates.keys()];
  const start: State = { continuing: all, ahead: new Uint32Array(all.length), out: null };
  const count = (continuing: number[]) => {
    budget.spend(continuing.length * Math.ceil(Math.log2(continuing.length + 1)) * 12);
    return counted({ ...cast, votes }, parts, continuing, budget);
  };
  return yield* askEach(known, all, (place) =>
    canWin(start, questionOf(place, count, budget), budget),
  );
}

/** The question whether this candidate can be the last one left. */
function questionOf(
  place: number,
  count: (continuing: number[]) => Round,
  budget: Budget,
): Question<State> {
  return {
    enter({ continuing, ahead, out }) {
      budget.spend(50 * continuing.length);
      const left = out === null ? continuing : continuing.filter((one) => one !== out);
      return { key: keyOf(left, ahead), state: { continuing: left, ahead, out: null } };
    },
    step({ continuing, ahead }) {
      const { majority, ...round } = count(continuing);
      if (majority !== undefined) return { wins: majority === place };
      const some = continuing.filter((one) => round.votes[one] !== 0);
      if (some.length === 0) {
        // The result is settled: candidates that were ever behind drop out first, and the rest in any order.
        const most = Math.max(...continuing.map((one) => ahead[one] ?? 0));
        return { wins: ahead[place] === most };
      }
      // Candidates without votes move no vote when they go, so they all go together.
      if (!some.includes(place)) return { wins: false };
      const now = ranked(some, round.votes, ahead);
      const level = some.filter((one) => now[one] === 0 && one !== place);
      return {
        key: keyOf(some, now),
        next: level.map((out) => ({ continuing: some, ahead: now, out })),
      };
    },
  };
}

/** Ranks candidates after a round: by its votes, then as before. */
function ranked(places: readonly number[], votes: ArrayLike<number>, before: Uint32Array) {
  const differ = (x: number, y: number) =>
    (votes[x] ?? 0) - (votes[y] ?? 0) || (before[x] ?? 0) - (before[y] ?? 0);
  const now = new Uint32Array(before.length);
  let height = 0;
  let last: number | null = null;
  for (const place of places.toSorted(differ)) {
    if (last !== null && differ(last, place) !== 0) height += 1;
    now[place] = height;
    last = place;
  }
  return now;
}

/** A key that is equal for the same candidates in the same order. */
function keyOf(places: readonly number[], ahead: Uint32Array): string {
  const heights = new Set(places.map((place) => ahead[place] ?? 0));
  const dense = new Map([...heights].sort((x, y) => x - y).map((height, index) => [height, index]));
  let key = "";
  for (const place of places) key += String.fromCharCode(place, dense.get(ahead[place] ?? 0) ?? 0);
  return key;
}

type Counted = RankedVote & { count: number };

/** Merges equal votes. */
function alike(votes: readonly Counted[]): Counted[] {
  const once = new Map<string, Counted>();
  for (const { count, ...vote } of votes) {
    const key = `${vote.order.join()}/${vote.ends.join()}`;
    once.set(key, { ...vote, count: count + (once.get(key)?.count ?? 0) });
  }
  return [...once.values()];
}

/** Counts a round exactly; in plain numbers if no vote is divided. */
function counted(
  { candidates, votes }: Cast<RankedVote>,
  parts: bigint,
  continuing: number[],
  budget: Budget,
): Round {
  const runs = new Uint8Array(candidates.length);
  for (const place of continuing) runs[place] = 1;
  const whole = new Float64Array(candidates.length);
  const divided = new Map<number, bigint>();
  let counting = 0;
  let steps = candidates.length + votes.length * 8;
  for (const vote of votes) {
    const top = topOf(vote, runs);
    steps += top.looked;
    if (top.places.length === 0) continue;
    counting += vote.count;
    const [only, ...others] = top.places;
    if (only !== undefined && others.length === 0) {
      whole[only] = (whole[only] ?? 0) + vote.count;
      continue;
    }
    steps += 20 * top.places.length;
    const each = (BigInt(vote.count) * parts) / BigInt(top.places.length);
    for (const place of top.places) divided.set(place, (divided.get(place) ?? 0n) + each);
  }
  budget.spend(steps);
  if (divided.size === 0) {
    const majority = continuing.find((place) => 2 * (whole[place] ?? 0) > counting);
    return { continuing, votes: whole, majority: majority ?? only(continuing) };
  }
  const share = (place: number) => BigInt(whole[place] ?? 0) * parts + (divided.get(place) ?? 0n);
  const shares = new Map(continuing.map((place) => [place, share(place)]));
  const sorted = [...new Set([0n, ...shares.values()])].sort(
    (x, y) => Number(x > y) - Number(x < y),
  );
  const heights = new Map(sorted.map((value, index) => [value, index]));
  const byPlace = candidates.map((_, place) => heights.get(shares.get(place) ?? 0n) ?? 0);
  const majority = continuing.find((place) => 2n * share(place) > BigInt(counting) * parts);
  return { continuing, votes: byPlace, majority: majority ?? only(continuing) };
}

function only([first, ...others]: readonly number[]): number | undefined {
  return others.length === 0 ? first : undefined;
}

/** Finds the highest continuing candidates of a vote, and how many candidates it had to look at. */
function topOf({ order, ends }: RankedVote, runs: Uint8Array) {
  let from = 0;
  for (const end of ends) {
    const places: number[] = [];
    for (; from < end; from++) {
      const place = order[from] ?? 0;
      if (runs[place]) places.push(place);
    }
    if (places.length > 0) return { places, looked: 6 * from };
  }
  return { places: [], looked: 6 * from };
}
