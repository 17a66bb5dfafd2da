import type { z } from "zod";
import { REFUSALS, type Refusal } from "@/server/platform/refusal";

/**
 * Shortens a policy's answer: "yes", the code of a refusal, or "CODE: …" for one with a sentence of its
 * own, so that a test sees whether there is one and leaves its wording free.
 */
export function shortenAnswer(answer: true | Refusal): string {
  if (answer === true) return "yes";
  const { code, message } = answer;
  if (message === REFUSALS[code]) return code;
  return /^\p{Lu}.{10,}\.$/u.test(message) ? `${code}: …` : `${code}: ${message}`;
}

/** The first problem that a schema finds with a value, after its place: "body: Write something first."; else null. */
export function firstProblem(schema: z.ZodType, value: unknown): string | null {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? `${issue.path.join(".")}: ${issue.message}` : null;
}
