import { countInWords, pluralOf } from "@/server/platform/text/words";
import type { RankedPairsResult } from "../tally/methods/ranked-pairs";
import type { SchulzeResult } from "../tally/methods/schulze";
import type { Slices } from "../tally/slices";
import { losersOf, smallestLift, type WonBallot } from "./counted";
import { amountWithUnit, listTitles, moreInWords } from "./words";

type Ballot = WonBallot<SchulzeResult> | WonBallot<RankedPairsResult>;

/** Says how the winner beat the others, one by one or by a chain, in whole sentences. */
export function wonInPairs(ballot: Ballot): string {
  const { result, winner, titleOf } = ballot;
  const title = `“${titleOf(winner)}”`;
  const against = losersOf(ballot).map((other) => {
    const pro = result.pairwise[winner]?.[other] ?? 0;
    const contra = result.pairwise[other]?.[winner] ?? 0;
    return { other, pro, contra, lead: pro - contra };
  });
  const [closest] = against.toSorted((a, b) => a.lead - b.lead);
  if (!closest) return `${title} was the only paper.`;
  const beaten = against.filter(({ lead }) => lead < 0);
  const level = against.filter(({ lead }) => lead === 0);
  const one = `“${titleOf(closest.other)}”`;
  if (beaten.length === 0 && level.length === 0) {
    const votes = `${countInWords(closest.pro, "vote")} to ${closest.contra}`;
    if (against.length === 1)
      return `More votes ranked ${title} above ${one} than below it: ${votes}.`;
    return `Compared one by one, ${title} was ranked above every other paper by more votes than below it; ${one} came closest, with ${votes}.`;
  }
  const drew =
    level.length === 0
      ? ""
      : ` It was tied with ${listTitles(level.map(({ other }) => titleOf(other)))}.`;
  if (beaten.length === 0)
    return `Compared one by one, no paper was ranked above ${title} by more votes than below it.${drew}`;
  const lost = `No paper beats all others one by one: ${one} was ranked above ${title} by ${closest.contra} to ${closest.pro}${beaten.length === 1 ? "" : `, and ${moreInWords(beaten.length - 1, "paper")} ${pluralOf(beaten.length - 1, "was", "were")} too`}.`;
  return `${lost} ${"paths" in result ? chain({ ...ballot, result }, closest.other) : dropped({ ...ballot, result }, closest.other)}${drew}`;
}

/** Schulze: says that the chain from the winner is at least as strong as the one back. */
function chain({ result, winner, titleOf }: WonBallot<SchulzeResult>, other: string): string {
  const path = result.paths.find(({ against }) => against === other);
  const there = result.strengths[winner]?.[other] ?? 0;
  const back = result.strengths[other]?.[winner] ?? 0;
  const steps = (path?.there ?? []).map((candidate) => `“${titleOf(candidate)}”`);
  const how =
    there === back
      ? `a chain just as strong leads the other way: ${steps.join(" over ")}, each step by at least ${amountWithUnit(there, "vote")}`
      : `a stronger chain leads the other way: ${steps.join(" over ")}, each step by at least ${amountWithUnit(there, "vote")}, while the strongest chain back has a step of only ${back}`;
  return `But ${how}.`;
}

/** Ranked pairs: says that a defeat was dropped, because larger ones contradict it. */
function dropped({ result, winner, titleOf }: WonBallot<RankedPairsResult>, other: string): string {
  const steps = result.steps.map((step) => `${step.winner} ${step.loser}`);
  const at = steps.indexOf(`${other} ${winner}`);
  const route = routeOf(result.steps.slice(0, Math.max(at, 0)), winner, other);
  const chained = route.map((candidate) => `“${titleOf(candidate)}”`).join(" over ");
  return `But clearer comparisons were taken first, and they put ${chained}; comparisons that contradict them are left out.`;
}

/** The path from one candidate to another by locked pairs. */
function routeOf(steps: RankedPairsResult["steps"], from: string, to: string): string[] {
  const found = new Map<string, string[]>([[from, [from]]]);
  for (const [at, route] of found) {
    if (at === to) return route;
    for (const { winner, loser, locked } of steps) {
      if (locked && winner === at && !found.has(loser)) found.set(loser, [...route, loser]);
    }
  }
  return [from, to];
}

/** Says how many more votes for another paper alone it needed to win. */
export function* changedInPairs(ballot: Ballot): Slices<string | null> {
  const lift = yield* smallestLift(ballot, (candidate) => ({ ranking: [[candidate]] }));
  if (lift)
    return `Had ${moreInWords(lift.votes, "member")} ranked only “${ballot.titleOf(lift.candidate)}”, it would have won.`;
  return null;
}
