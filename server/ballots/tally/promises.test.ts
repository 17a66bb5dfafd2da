/** Tests the promises of every one-round rule on small elections full of ties. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { ranked, SINGLE, single } from "@/server/testing/second-opinion/elections";
import type { SingleElection } from "@/server/testing/second-opinion/one-round";
import { above } from "@/server/testing/second-opinion/pairs";
import { size } from "@/server/testing/tier";
import type { Election, RankedElection } from "./election";
import { tally } from "./tally";

const MANY = { numRuns: size(200, 2000) };

interface Placed {
  winner: string | null;
  tied: string[];
}
const place = (election: Election) => tally(election) as unknown as Placed;
const withVotes = (election: SingleElection, votes: object[]) =>
  ({ ...election, votes }) as SingleElection;

function shuffled<Entry>(entries: readonly Entry[]): fc.Arbitrary<Entry[]> {
  return fc.shuffledSubarray([...entries], { minLength: entries.length });
}

/** New names for the candidates that sort differently. */
const NEW: Record<string, string> = { a: "n", b: "z", c: "m", d: "k", e: "y" };

function renamed(value: unknown): unknown {
  if (typeof value === "string") return NEW[value] ?? value;
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [NEW[k] ?? k, renamed(v)]));
}

/** Sorts `locked` again, because it is in the order of the names. */
const unsorted = (result: object) =>
  "locked" in result
    ? { ...result, locked: new Set((result.locked as string[][]).map(String)) }
    : result;

/** A vote for one candidate and nothing else. */
function only(rule: SingleElection["rule"], candidate: string): object {
  if (rule === "approval") return { approvals: [candidate] };
  if (rule === "score" || rule === "star") return { scores: { [candidate]: 5 } };
  return { ranking: [[candidate]] };
}

type AnyVote = { approvals?: string[]; scores?: Record<string, number>; ranking?: string[][] };

/** Moves one candidate of a vote up, and changes nothing else. @param to the new tier, or score */
function raised(vote: AnyVote, candidate: string, to: number, alone: boolean): AnyVote {
  if (vote.approvals) return { ...vote, approvals: [...new Set([...vote.approvals, candidate])] };
  if (vote.scores) {
    const before = vote.scores[candidate] ?? 0;
    return { ...vote, scores: { ...vote.scores, [candidate]: Math.max(before, to % 6) } };
  }
  const ranking = vote.ranking ?? [];
  const at = ranking.findIndex((tier) => tier.includes(candidate));
  const height = to % ((at === -1 ? ranking.length : at) + 1);
  const rest = ranking.map((tier) => tier.filter((name) => name !== candidate));
  if (alone || height === ranking.length)
    return { ...vote, ranking: rest.toSpliced(height, 0, [candidate]) };
  const joined = rest.map((tier, index) => (index === height ? [...tier, candidate] : tier));
  return { ...vote, ranking: joined };
}

/** Whether a vote favours this candidate, and no other, as much as a vote can. */
function isFirst(vote: AnyVote, candidate: string): boolean {
  if (vote.approvals) return vote.approvals.includes(candidate);
  if (vote.scores) return (vote.scores[candidate] ?? 0) === 5;
  const first = vote.ranking?.find((tier) => tier.length > 0);
  return first?.length === 1 && first[0] === candidate;
}

for (const rule of SINGLE) {
  it(`${rule}: the order of votes and the names of candidates do not matter`, () => {
    const cases = single(rule).chain((election) =>
      fc.tuple(fc.constant(election), shuffled<object>(election.votes)),
    );
    fc.assert(
      fc.property(cases, ([election, votes]) => {
        const result = tally(election);
        expect(tally(withVotes(election, votes))).toEqual(result);
        expect(unsorted(tally(renamed(election) as Election))).toEqual(
          unsorted(renamed(result) as object),
        );
      }),
      MANY,
    );
  });

  it(`${rule}: a vote that counts k times is k votes`, () => {
    fc.assert(
      fc.property(single(rule), (election) => {
        const apart = election.votes.flatMap(({ count = 1, ...vote }) =>
          Array.from({ length: count }, () => vote),
        );
        expect(tally(withVotes(election, apart))).toEqual(tally(election));
      }),
      MANY,
    );
  });

  it(`${rule}: one more vote for the winner alone never makes it lose`, () => {
    fc.assert(
      fc.property(single(rule), (election) => {
        const { winner } = place(election);
        fc.pre(winner !== null);
        const more = place(withVotes(election, [...election.votes, only(rule, winner)]));
        // Schulze keeps the winner among the first; others may join it there.
        if (rule === "schulze") expect(more.tied).toContain(winner);
        else expect(more.winner).toBe(winner);
      }),
      MANY,
    );
  });

  if (rule !== "irv") {
    it(`${rule}: ranking the winner higher never makes it lose`, () => {
      fc.assert(
        fc.property(single(rule), fc.nat(), fc.nat(30), fc.boolean(), (election, at, to, alone) => {
          const { winner } = place(election);
          fc.pre(winner !== null);
          const votes: AnyVote[] = election.votes;
          const index = at % votes.length;
          const changed = raised(votes[index] ?? {}, winner, to, alone);
          const after = place(withVotes(election, votes.with(index, changed)));
          if (rule === "schulze") expect(after.tied).toContain(winner);
          else expect(after.winner).toBe(winner);
        }),
        MANY,
      );
    });
  }
}

for (const rule of ["plurality", "approval", "score", "borda", "irv"] as const) {
  it(`${rule}: a repeated vote that puts the winner first never makes it lose`, () => {
    let repeated = 0;
    fc.assert(
      fc.property(single(rule), (election) => {
        const { winner } = place(election);
        const same = (election.votes as AnyVote[]).filter(
          (vote) => winner && isFirst(vote, winner),
        );
        for (const vote of same) {
          expect(place(withVotes(election, [...election.votes, vote])).winner).toBe(winner);
        }
        repeated += same.length;
      }),
      MANY,
    );
    expect(repeated).toBeGreaterThan(MANY.numRuns / 4);
  });
}

for (const rule of ["plurality", "approval", "score", "borda"] as const) {
  it(`${rule}: if two halves of a group choose the same candidate, so does the whole group`, () => {
    let checked = 0;
    fc.assert(
      fc.property(single(rule), fc.nat(7), (election, at) => {
        const [one, two] = [election.votes.slice(0, at), election.votes.slice(at)].map((votes) =>
          place(withVotes(election, votes)),
        );
        const common = (one?.tied ?? []).filter((name) => two?.tied.includes(name));
        if (common.length === 0) return;
        checked += 1;
        expect(place(election).tied).toEqual(common);
      }),
      // The halves agree in about one election of nine.
      { numRuns: 4 * MANY.numRuns },
    );
    expect(checked).toBeGreaterThan(size(20, 200));
  });
}

const contests = (election: RankedElection) => {
  const votes = election.votes.flatMap(({ ranking, count = 1 }) => Array(count).fill(ranking));
  const tiers = votes.map((vote: string[][]) => vote.filter((tier) => tier.length > 0));
  return (a: string, b: string) => above(tiers, a, b) - above(tiers, b, a);
};

for (const rule of ["schulze", "ranked-pairs"] as const) {
  it(`${rule}: a candidate that beats every other wins alone`, () => {
    let found = 0;
    fc.assert(
      fc.property(ranked(rule), (election) => {
        const lead = contests(election);
        const best = election.candidates.find((a) =>
          election.candidates.every((b) => a === b || lead(a, b) > 0),
        );
        if (best === undefined || election.votes.length === 0) return;
        if (place(election).winner === null) return;
        found += 1;
        expect(place(election)).toMatchObject({ winner: best, tied: [best] });
      }),
      { numRuns: size(300, 3000) },
    );
    expect(found).toBeGreaterThan(size(50, 500));
  });
}

for (const rule of ["irv", "schulze", "ranked-pairs", "borda"] as const) {
  it(`${rule}: a candidate that loses to every other does not win`, () => {
    let found = 0;
    fc.assert(
      fc.property(ranked(rule), (election) => {
        const lead = contests(election);
        const others = (a: string) => election.candidates.filter((b) => a !== b);
        const worst = election.candidates.find(
          (a) => others(a).length > 0 && others(a).every((b) => lead(b, a) > 0),
        );
        if (worst === undefined) return;
        found += 1;
        expect(place(election).winner).not.toBe(worst);
      }),
      { numRuns: size(300, 3000) },
    );
    expect(found).toBeGreaterThan(size(50, 500));
  });
}

it("star: most voters do not prefer the other finalist to the winner", () => {
  let met = 0;
  fc.assert(
    fc.property(single("star"), (election) => {
      const { winner, runoff } = tally(election) as never as {
        winner: string;
        runoff: { finalists: string[]; votes: Record<string, number> } | null;
      };
      if (!runoff) return;
      met += 1;
      const most = Math.max(...runoff.finalists.map((name) => runoff.votes[name] ?? 0));
      expect(runoff.votes[winner]).toBe(most);
    }),
    MANY,
  );
  expect(met).toBeGreaterThan(MANY.numRuns / 4);
});

it("irv: ranking the winner higher can make it lose, which is why it is not promised", () => {
  const votes = (away: number): RankedElection["votes"] => [
    { count: 39 + away, ranking: [["a"], ["b"], ["c"]] },
    { count: 35 - away, ranking: [["b"], ["c"], ["a"]] },
    { count: 26, ranking: [["c"], ["a"], ["b"]] },
  ];
  const candidates = ["a", "b", "c"];
  expect(place({ rule: "irv", candidates, votes: votes(0) }).winner).toBe("a");
  expect(place({ rule: "irv", candidates, votes: votes(10) }).winner).toBe("c");
});

for (const rule of ["plurality", "approval", "score", "borda", "schulze"] as const) {
  it(`${rule}: another tie order changes no place, only which of the tied papers wins`, () => {
    const cases = single(rule).chain((election) =>
      fc.tuple(fc.constant(election), shuffled(election.candidates)),
    );
    fc.assert(
      fc.property(cases, ([election, candidates]) => {
        const after = place({ ...election, candidates } as SingleElection);
        expect(after.tied).toEqual(
          candidates.filter((name) => place(election).tied.includes(name)),
        );
      }),
      MANY,
    );
  });
}
