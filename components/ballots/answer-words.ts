import type { Answer } from "@/server/ballots/schema";

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
