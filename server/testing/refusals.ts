import type { z } from "zod";
import { REFUSALS, type Refusal } from "@/server/platform/refusal";

/**
 * Shortens a policy's answer to "yes", the code of a refusal, or "CODE: …" for one with its own sentence,
 * so that a test sees whether there is a sentence and leaves its wording free.
 */
export function shortenAnswer(answer: true | Refusal): string {
  if (answer === true) return "yes";
  const { code, message } = answer;
  if (message === REFUSALS[code]) return code;
  return /^\p{Lu}.{10,}\.$/u.test(message) ? `${code}: …` : `${code}: ${message}`;
}

/** Finds a schema's first problem with a value, after its path: "body: Write something first."; null if none. */
export function firstProblem(schema: z.ZodType, value: unknown): string | null {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? `${issue.path.join(".")}: ${issue.message}` : null;
}
