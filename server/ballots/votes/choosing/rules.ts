import type { Answer } from "../../schema";

/** Whether two votes say the same. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(answer: Answer): unknown {
  if ("approvals" in answer) return [...answer.approvals].sort();
  if ("ranking" in answer) return answer.ranking.map((tier) => [...tier].sort());
  return Object.entries(answer.scores).sort(([a], [b]) => (a < b ? -1 : 1));
}
