/** Checks the sentences by counting again: the extra votes they name change the winner, and one fewer does not. */
import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, it } from "vitest";
import { single } from "@/server/testing/second-opinion/elections";
import { size } from "@/server/testing/tier";
import { tiedForFirst } from "../rules";
import { atOnce } from "../tally/slices";
import { type SingleResult, type StoredElection, tallyStored } from "../tally/stored";
import type { CountedBallot } from "./counted";
import { explain } from "./explained";
import { supportOf } from "./over-time";
import { numberInWords } from "./words";

const NUMBERS = new Map(Array.from({ length: 10 }, (_, count) => [numberInWords(count), count]));
const numberOf = (word: string) => NUMBERS.get(word) ?? Number(word);

type Rule = Exclude<StoredElection["rule"], `perpetual-${string}`>;
type Vote = { count?: number | undefined };

/** Lists each vote separately, as a ballot stores them. */
function stored({ rule, candidates, votes }: { rule: Rule; candidates: string[]; votes: Vote[] }) {
  const each = votes.flatMap(({ count = 1, ...vote }) => Array<object>(count).fill(vote));
  return { rule, candidates, votes: each.map((vote, at) => ({ receipt: `r${at}`, ...vote })) };
}

function ballotOf(election: StoredElection, tieBreak: CountedBallot["tieBreak"]): CountedBallot {
  const result = tallyStored(election) as SingleResult;
  const tied = tieBreak === "organizer" && tiedForFirst(result).length > 1;
  const outcome = result.winner === null ? "none" : tied ? "tied" : "chosen";
  const titleOf = (id: string) => id.toUpperCase();
  return { result, election, tieBreak, outcome, quorum: null, chosen: null, titleOf };
}

const wins = (result: SingleResult, tieBreak: CountedBallot["tieBreak"], candidate: string) =>
  result.winner === candidate && (tieBreak !== "organizer" || tiedForFirst(result).length === 1);

/** Votes that give a candidate this many points, or that this many members cast. */
function added(rule: Rule, candidate: string, amount: number): object[] {
  if (rule === "score") {
    const fives = Array<object>(Math.floor(amount / 5)).fill({ scores: { [candidate]: 5 } });
    return amount % 5 === 0 ? fives : [...fives, { scores: { [candidate]: amount % 5 } }];
  }
  const vote =
    rule === "approval"
      ? { approvals: [candidate] }
      : rule === "star"
        ? { scores: { [candidate]: 5 } }
        : { ranking: [[candidate]] };
  return Array<object>(amount).fill(vote);
}

const tieBreaks = fc.constantFrom("nomination" as const, "organizer" as const);
const RULES: Rule[] = [
  ...(["approval", "plurality", "score", "borda"] as const),
  ...(["star", "irv", "schulze", "ranked-pairs"] as const),
];

for (const rule of RULES) {
  it(`${rule}: the change that it names makes another paper win, and one vote less does not`, () => {
    let sentences = 0;
    fc.assert(
      fc.property(single(rule), tieBreaks, (given, tieBreak) => {
        const election = stored(given as Parameters<typeof stored>[0]);
        const ballot = ballotOf(election, tieBreak);
        const { why, change } = atOnce(explain(ballot));
        expect(why.length).toBeGreaterThan(10);
        if (ballot.result.winner === null || election.candidates.length === 1) return;
        const found = change?.match(/(\w+) more \w+/);
        const candidate = change?.match(/“(\w)”/)?.[1]?.toLowerCase() ?? "";
        const amount = numberOf(found?.[1]?.toLowerCase() ?? "");
        expect(amount, change ?? "nothing").toBeGreaterThan(0);
        const again = (much: number) => {
          const more = added(rule, candidate, much).map((vote, at) => {
            return { receipt: `more${at}`, ...vote };
          });
          return tallyStored({ ...election, votes: [...election.votes, ...more] }) as SingleResult;
        };
        expect(wins(again(amount), tieBreak, candidate), change ?? "").toBe(true);
        expect(wins(again(amount - 1), tieBreak, candidate), change ?? "").toBe(false);
        sentences += 1;
      }),
      { numRuns: size(100, 500) },
    );
    expect(sentences).toBeGreaterThan(size(20, 100));
  });
}

const weight = fc
  .tuple(fc.integer({ min: -4, max: 8 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => new Fraction(n, d).toFraction());

for (const rule of ["perpetual-consensus", "perpetual-pav"] as const) {
  it(`${rule}: it names the exact weight that the runner-up lacked`, () => {
    fc.assert(
      fc.property(
        single("approval"),
        fc.array(weight, { minLength: 30, maxLength: 30 }),
        (given, weights) => {
          const plain = stored(given as Parameters<typeof stored>[0]);
          const carried = Object.fromEntries(
            plain.votes.map(({ receipt }, at) => {
              const brought = weights[at] ?? "1";
              // Under perpetual PAV weights are above 0.
              return [receipt, rule === "perpetual-pav" ? brought.replace(/^-?0?/, "1") : brought];
            }),
          );
          const election: StoredElection = { ...plain, rule, carried };
          const ballot = ballotOf(election, "nomination");
          const { winner, ranking } = ballot.result;
          const second = ranking.flat()[1];
          if (winner === null || second === undefined || !("exact" in ballot.result)) return;
          const won = { ...ballot, result: ballot.result, winner };
          const gap = atOnce(supportOf(won, winner)).weight.sub(
            atOnce(supportOf(won, second)).weight,
          );
          const { change } = atOnce(explain(ballot));
          const again = (more: Fraction) => {
            const votes = [...election.votes, { receipt: "more", approvals: [second] }];
            const bringing = { ...carried, more: more.toFraction() };
            return tallyStored({ ...election, votes, carried: bringing }).winner;
          };
          const hair = new Fraction(1, 1000);
          expect(again(gap.add(hair))).toBe(second);
          expect(again(gap.sub(hair))).not.toBe(second);
          const { candidates } = election;
          const enough = candidates.indexOf(second) < candidates.indexOf(winner);
          expect(again(gap) === second).toBe(enough);
          expect(change?.includes("more than")).toBe(!enough && gap.gt(0));
        },
      ),
      { numRuns: size(100, 500) },
    );
  });
}
