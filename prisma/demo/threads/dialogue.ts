import type { Handle } from "../people";
import type { DemoComment } from "../story";

/** Days from one answer to the next. */
const PAUSE = 0.1;

/** Two people who answer each other, each line the one before it. */
export function dialogue(
  [by, other]: readonly [Handle, Handle],
  daysAgo: number,
  [body = "", ...rest]: readonly string[],
): DemoComment {
  if (rest.length === 0) return { by, daysAgo, body };
  return { by, daysAgo, body, answers: [dialogue([other, by], daysAgo - PAUSE, rest)] };
}
