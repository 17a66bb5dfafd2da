import type { Handle } from "../cast";
import type { DemoComment } from "../story";

/** Days from one reply to the next. */
const PAUSE = 0.1;

/** A dialogue of two people, in which each line replies to the one before. */
export function dialogue(
  [by, other]: readonly [Handle, Handle],
  daysAgo: number,
  [body = "", ...rest]: readonly string[],
): DemoComment {
  if (rest.length === 0) return { by, daysAgo, body };
  return { by, daysAgo, body, answers: [dialogue([other, by], daysAgo - PAUSE, rest)] };
}
