import type { Answer } from "@/server/ballots/schema";
import { countInWords } from "@/server/platform/text/words";
import type { BallotToVoteOn } from "./ballot";

/** A vote in words. @param titleOf the title of a candidate by its id */
export function answerInWords(answer: Answer, titleOf: (id: string) => string): string {
  if ("approvals" in answer) return listed(answer.approvals.map(titleOf)) || "no paper";
  if ("ranking" in answer) {
    const tiers = answer.ranking.map((tier) => listed(tier.map(titleOf)));
    if (tiers.length === 0) return "no paper";
    return tiers.map((words, at) => `${at + 1}. ${words}`).join("; ");
  }
  const scores = Object.entries(answer.scores).toSorted(([, a], [, b]) => b - a);
  return scores.map(([id, score]) => `${titleOf(id)}: ${score}`).join("; ") || "no paper";
}

function listed(titles: readonly string[]): string {
  return titles.map((title) => `“${title}”`).join(", ");
}

/** The only paper in the first place of a ranking; none if several share it. */
export function firstChoiceOf([first = []]: Extract<Answer, { ranking: unknown }>["ranking"]) {
  return first.length === 1 ? first : [];
}

/** Words for the button that sends a choice from a link. @param known the vote before it */
export function confirmInWords(
  { candidates }: Pick<BallotToVoteOn, "candidates">,
  wish: Answer,
  known: Answer,
): string {
  const titleOf = (id: string | undefined) =>
    `“${candidates.find((candidate) => candidate.id === id)?.paper.title ?? ""}”`;
  if ("scores" in wish) {
    const before = "scores" in known ? known.scores : {};
    const changed = Object.entries(wish.scores).filter(([id, score]) => before[id] !== score);
    const [only] = changed.length === 1 ? changed : [];
    return only
      ? `Vote ${only[1]} for ${titleOf(only[0])}`
      : `Vote on ${countInWords(changed.length, "paper")}`;
  }
  if ("ranking" in wish) return `Vote for ${titleOf(firstChoiceOf(wish.ranking)[0])}`;
  const before = "approvals" in known ? known.approvals : [];
  const added = wish.approvals.filter((id) => !before.includes(id));
  return added.length === 1
    ? `Vote for ${titleOf(added[0])}`
    : `Vote for ${countInWords(added.length, "paper")}`;
}

interface VoteOnScreen {
  /** The invitation to vote, before the first vote. */
  hint: string;
  /** The vote, in a few words. */
  words: string;
  /** Whether nothing is chosen. */
  blank: boolean;
}

/** The vote on the screen in words, whether it is saved or not. */
export function voteInWords(
  { rule, candidates }: Pick<BallotToVoteOn, "rule" | "candidates">,
  wish: Answer,
): VoteOnScreen {
  const words = (count: number, chosen: string, of = "") => ({
    words: count === 0 ? `no paper ${chosen}` : `${countInWords(count, "paper")}${of} ${chosen}`,
    blank: count === 0,
  });
  const ofAll = ` of ${candidates.length}`;
  if ("approvals" in wish) {
    const hint = "Tick every paper you would like to read.";
    return { hint, ...words(wish.approvals.length, "ticked") };
  }
  if ("scores" in wish) {
    const hint = "Give each paper a score. 5 is the best; no score counts as 0.";
    return { hint, ...words(Object.keys(wish.scores).length, "scored", ofAll) };
  }
  if (rule !== "plurality") {
    const hint = "Put the papers in your order of preference.";
    return { hint, ...words(wish.ranking.flat().length, "ranked", ofAll) };
  }
  const [choice] = firstChoiceOf(wish.ranking);
  const title = candidates.find(({ id }) => id === choice)?.paper.title;
  return {
    hint: "Choose the paper you would like to read most.",
    words: title === undefined ? "no paper chosen" : `for “${title}”`,
    blank: wish.ranking.length === 0,
  };
}
