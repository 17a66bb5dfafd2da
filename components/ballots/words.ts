/** The authors of a paper in one line. @param others how many more there are */
export function authorsInWords(authors: readonly string[], others = 0): string {
  if (authors.length === 0) return "";
  if (others > 0) return `${authors.join(", ")} and ${others} more`;
  return authors.length === 1
    ? (authors[0] ?? "")
    : `${authors.slice(0, -1).join(", ")} and ${authors.at(-1)}`;
}

/** A number of things in words. */
export function countInWords(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How much time is left, as exactly as it matters. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return "no time left";
  if (ms < MINUTE) return `${countInWords(Math.ceil(ms / 1000), "second")} left`;
  if (ms < HOUR) return `${countInWords(Math.floor(ms / MINUTE), "minute")} left`;
  if (ms < DAY) return `${pair(ms, HOUR, "hour", MINUTE, "minute")} left`;
  return `${pair(ms, DAY, "day", HOUR, "hour")} left`;
}

function pair(ms: number, large: number, one: string, small: number, other: string): string {
  const rest = Math.floor((ms % large) / small);
  const first = countInWords(Math.floor(ms / large), one);
  return rest === 0 ? first : `${first} ${countInWords(rest, other)}`;
}
