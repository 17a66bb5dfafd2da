import Fraction from "fraction.js";
import { z } from "zod";
import { pluralOf } from "@/server/platform/text/words";
import { eachOf, type Slices } from "../tally/slices";
import type { StoredRound } from "../tally/stored";
import { losersOf, type WonBallot, winsTie } from "./counted";
import { fractionInWords, moreInWords, numberInWords } from "./words";

type Ballot = WonBallot<StoredRound>;

const ticked = z.looseObject({ approvals: z.array(z.string()) });

interface Behind {
  weight: Fraction;
  ticks: number;
}

/** The exact weight behind a candidate, and the number of ticks. */
export function* supportOf({ result, election }: Ballot, candidate: string): Slices<Behind> {
  let weight = new Fraction(0);
  let ticks = 0;
  yield* eachOf(election.votes, ({ receipt, ...vote }) => {
    if (!ticked.parse(vote).approvals.includes(candidate)) return;
    ticks += 1;
    weight = weight.add(result.exact.weights[receipt] ?? 0);
  });
  return { weight, ticks };
}

/** Says how much weight the winner had, and whether more members ticked another paper. */
export function* wonOverTime(ballot: Ballot): Slices<string> {
  const { winner, titleOf } = ballot;
  const title = `“${titleOf(winner)}”`;
  const won = yield* supportOf(ballot, winner);
  if (won.weight.equals(0))
    return `Everyone who voted has won so often that their votes weigh nothing this time, so no paper had any weight behind it.`;
  const rivals: ({ other: string } & Behind)[] = [];
  for (const other of losersOf(ballot))
    rivals.push({ other, ...(yield* supportOf(ballot, other)) });
  const [most] = rivals.toSorted((a, b) => b.ticks - a.ticks);
  const [next] = rivals;
  const against =
    next && !next.weight.equals(won.weight) ? ` against ${fractionInWords(next.weight)}` : "";
  const members = `${numberInWords(won.ticks)} ${pluralOf(won.ticks, "member")}`;
  const had = `${title} had a weight of ${fractionInWords(won.weight)} behind it${against}, from ${members}`;
  if (!most || most.ticks <= won.ticks) return `${had}.`;
  return `${had}, although ${moreInWords(most.ticks - won.ticks, "member")} ticked “${titleOf(most.other)}”: votes of members who have won more often lately weigh less.`;
}

/** Says how much weight the runner-up lacked. */
export function* changedOverTime(ballot: Ballot): Slices<string | null> {
  const { winner, titleOf } = ballot;
  const [second] = losersOf(ballot);
  if (second === undefined) return null;
  const first = yield* supportOf(ballot, winner);
  const gap = first.weight.sub((yield* supportOf(ballot, second)).weight);
  const title = `“${titleOf(second)}”`;
  if (gap.equals(0)) return `With any extra weight behind it, ${title} would have won.`;
  return winsTie(ballot, second, winner)
    ? `With ${fractionInWords(gap)} extra weight behind it, ${title} would have won.`
    : `With more than ${fractionInWords(gap)} extra weight behind it, ${title} would have won.`;
}
