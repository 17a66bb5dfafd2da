import { z } from "zod";
import { answerKindOf } from "../../rules";
import { type Answer, CANDIDATES_MAX } from "../../schema";
import { SCORE_MAX } from "../rules";

/** A choice in the address of a ballot. Candidates are ids; a score follows its candidate after a colon. */
const choiceText = z
  .string()
  .min(1)
  .max(CANDIDATES_MAX * 40);
const scoreText = z
  .string()
  .regex(/^\d$/)
  .transform(Number)
  .refine((score) => score <= SCORE_MAX);

interface Asked {
  rule: string;
  candidates: readonly { id: string }[];
  myVote: { answer: Answer } | null;
}

/**
 * Reads a choice from the address of a ballot, as emails write it: `?choose={id},{id}` (approval), `?choose={id}`
 * (plurality), `?choose={id}:{score}` (score). Nothing is sent by it. The choice is added to what the viewer has
 * ticked or scored before; where there is one vote, it takes the place of the earlier one.
 * @returns null without a choice; "unknown" if the ballot cannot take it
 */
export function readChoice(
  given: string | string[] | undefined,
  { rule, candidates, myVote }: Asked,
): Answer | "unknown" | null {
  if (given === undefined) return null;
  const text = choiceText.safeParse(given);
  if (!text.success) return "unknown";
  const parts = text.data.toLowerCase().split(",");
  const standing = new Set(candidates.map(({ id }) => id));
  const ids = parts.map((part) => part.split(":")[0] ?? "");
  if (parts.length > CANDIDATES_MAX || ids.some((id) => !standing.has(id))) return "unknown";
  const kind = answerKindOf(rule);
  const before = myVote?.answer;
  if (kind === "scores") {
    const scores = z
      .array(scoreText)
      .safeParse(parts.map((part) => part.slice(part.indexOf(":") + 1)));
    if (!scores.success) return "unknown";
    const wanted = ids.map((id, at) => [id, scores.data[at] ?? 0] as const);
    return {
      scores: {
        ...(before && "scores" in before ? before.scores : {}),
        ...Object.fromEntries(wanted),
      },
    };
  }
  if (parts.some((part) => part.includes(":"))) return "unknown";
  if (kind === "approvals") {
    const ticked = new Set([...(before && "approvals" in before ? before.approvals : []), ...ids]);
    return { approvals: candidates.flatMap(({ id }) => (ticked.has(id) ? [id] : [])) };
  }
  // An order takes more than one choice, so only the rule with a single one can take it from an address.
  const [only, ...others] = ids;
  if (rule !== "plurality" || only === undefined || others.length > 0) return "unknown";
  return { ranking: [[only]] };
}
