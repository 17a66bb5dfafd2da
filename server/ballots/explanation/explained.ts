import { countInWords, pluralOf } from "@/server/platform/text/words";
import { tiedForFirst } from "../rules";
import type { Slices } from "../tally/slices";
import type { SingleResult, StoredResult } from "../tally/stored";
import type { CountedBallot, CountedForSeveral, WonBallot } from "./counted";
import { changedByIrv, wonByIrv } from "./irv";
import { changedOverTime, wonOverTime } from "./over-time";
import { changedInPairs, wonInPairs } from "./pairs";
import { changedByPoints, wonByPoints } from "./points";
import { explainSeveral } from "./several";
import { changedByStar, wonByStar } from "./star";
import { amountWithUnit, capitalNumber, listTitles, moreInWords } from "./words";

/** Titles that a sentence about a tie lists before "and 3 more". */
const LISTED = 6;

/** A result in plain words. */
export interface Explanation {
  /** The reason why this paper won, or why none did. */
  why: string;
  /** A change that would have made another paper win; null if none is known. */
  change: string | null;
}

/** Explains a result in plain words, and says what would have changed it. */
export function* explain(ballot: CountedBallot | CountedForSeveral): Slices<Explanation> {
  const { outcome, election } = ballot;
  const nothing = explainNothing(ballot);
  if (nothing) return nothing;
  if (isForSeveral(ballot)) {
    const why = `${explainSeveral(ballot)}${countAbstentions(ballot.result)}`;
    return { why, change: null };
  }
  // After an organizer's decision, the losers are the papers passed over.
  const winner = (outcome === "decided" && ballot.chosen) || ballot.result.winner;
  const won: WonBallot = { ...ballot, winner: winner ?? "" };
  const single = election.candidates.length === 1;
  return {
    why: `${yield* whyItWon(won)}${countAbstentions(ballot.result)}`,
    change: single
      ? "Only another paper on the ballot could have changed that."
      : yield* whatWouldChange(won),
  };
}

function isForSeveral(ballot: CountedBallot | CountedForSeveral): ballot is CountedForSeveral {
  return "seats" in ballot.result;
}

/** Says why no paper was chosen; null if one was, or a tie waits for an organizer. */
function explainNothing({
  result,
  outcome,
  quorum,
  election,
}: CountedBallot | CountedForSeveral): Explanation | null {
  if (outcome === "noQuorum" && quorum !== null) {
    const votes = election.votes.length;
    const came = `${votes === 0 ? "No vote" : `Only ${countInWords(votes, "vote")}`} came in`;
    const needed = `${quorum} ${pluralOf(quorum, "was", "were")} needed (the quorum)`;
    return {
      why: `${came} and ${needed}, so no paper was chosen. All papers stay nominated.`,
      change: `With ${moreInWords(quorum - votes, "vote")}, the ballot would have counted.`,
    };
  }
  if (result.winner === null) {
    const nobody = result.abstentions === 0 ? "Nobody voted" : "Every vote was empty";
    return {
      why: `${nobody}, so no paper was chosen. All papers stay nominated.`,
      change: "A single vote that names a paper would have been enough.",
    };
  }
  return null;
}

/** Says what the winner had, and how a tie was settled. */
function* whyItWon(ballot: WonBallot): Slices<string> {
  const { result, election, tieBreak } = ballot;
  const { tied } = result;
  if (election.candidates.length === 1)
    return `${yield* describeWinner(ballot)} It was the only paper on the ballot.`;
  const level = tiedForFirst(result);
  if (level.length === 1) return `${yield* describeWinner(ballot)}${searchCaveat(result)}`;
  if (tieBreak === "organizer") return describeOpenTie(ballot);
  if (level.length > tied.length || level.some((one) => !tied.includes(one)))
    return `${yield* describeWinner(ballot)} ${describeTieOrder(ballot)}`;
  const others = tied.length === 2 ? "One other paper" : `${capitalNumber(tied.length - 1)} others`;
  const decides =
    tieBreak === "draw"
      ? "the draw that was sealed when the ballot opened decided between them"
      : "it won because it was nominated first";
  return `${yield* describeWinner(ballot)} ${others} tied with it; ${decides}.`;
}

/** Says that the rule settled ties on the way, and which papers could have won instead. */
function describeTieOrder({ result, tieBreak, titleOf }: WonBallot): string {
  const order =
    tieBreak === "draw"
      ? "the draw that was sealed when the ballot opened"
      : "the order of nomination";
  const several = listTitles(tiedForFirst(result).map(titleOf), LISTED);
  return `Only ${order} decided: ${several} could each have won.${searchCaveat(result)}`;
}

/** Says that further papers might have won, if the search was cut short. */
function searchCaveat({ possibleWinnersComplete, decidedByOrder }: SingleResult): string {
  if (possibleWinnersComplete !== false) return "";
  return ` There were too many ties along the way to follow them all, so ${decidedByOrder ? "more papers" : "other papers"} might have won too.`;
}

/** Says what the winner had, in whole sentences. */
function* describeWinner(ballot: WonBallot): Slices<string> {
  const { result } = ballot;
  switch (result.rule) {
    case "star":
      return wonByStar({ ...ballot, result });
    case "irv":
      return wonByIrv({ ...ballot, result });
    case "schulze":
      return wonInPairs({ ...ballot, result });
    case "ranked-pairs":
      return wonInPairs({ ...ballot, result });
    case "perpetual-consensus":
    case "perpetual-pav":
    case "perpetual-quota":
      return yield* wonOverTime({ ...ballot, result });
    default:
      return wonByPoints({ ...ballot, result });
  }
}

function* whatWouldChange(ballot: WonBallot): Slices<string | null> {
  const { result } = ballot;
  switch (result.rule) {
    case "star":
      return yield* changedByStar({ ...ballot, result });
    case "irv":
      return yield* changedByIrv({ ...ballot, result });
    case "schulze":
      return yield* changedInPairs({ ...ballot, result });
    case "ranked-pairs":
      return yield* changedInPairs({ ...ballot, result });
    case "perpetual-consensus":
    case "perpetual-pav":
    case "perpetual-quota":
      return yield* changedOverTime({ ...ballot, result });
    default:
      return changedByPoints({ ...ballot, result });
  }
}

/** Describes a tie that the group left to its organizers. */
function describeOpenTie({ result, outcome, chosen, titleOf, winner }: WonBallot): string {
  const each = "scores" in result ? (result.scores[winner] ?? 0) : null;
  const unit = { approval: "tick", plurality: "first place", score: "point", borda: "point" };
  const how =
    each === null || !(result.rule in unit)
      ? ""
      : `, with ${amountWithUnit(each, unit[result.rule as keyof typeof unit])} each`;
  const decided =
    outcome === "decided" && chosen !== null
      ? `an organizer chose “${titleOf(chosen)}”`
      : "an organizer decides between them";
  const level = tiedForFirst(result);
  const names = listTitles(level.map(titleOf), LISTED);
  if (result.possibleWinners && level.length > result.tied.length)
    return `${names} could each have won, depending on the order in which ties are taken; ${decided}.${searchCaveat(result)}`;
  return `${names} tied${how}; ${decided}.${searchCaveat(result)}`;
}

function countAbstentions({ rule, abstentions }: StoredResult): string {
  if (abstentions === 0) return "";
  const empty =
    rule === "approval" || rule.startsWith("perpetual")
      ? "left every box empty"
      : "sent an empty vote";
  return abstentions === 1
    ? ` One more member ${empty}.`
    : ` ${abstentions} more members ${empty}.`;
}
