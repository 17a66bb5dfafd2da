/** Units with their length in seconds and how many of them at most are said. */
const UNITS = [
  ["minute", 60, 60],
  ["hour", 3600, 24],
  ["day", 86_400, 7],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** Says how long ago an instant was: "just now", "5 minutes ago", "yesterday"; null from a week on and in the future. */
export function timeAgo(instant: Date, now: Date): string | null {
  const seconds = Math.floor((now.getTime() - instant.getTime()) / 1000);
  // Clocks of two machines differ a little.
  if (seconds < -60) return null;
  if (seconds < 60) return "just now";
  for (const [unit, length, most] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count < most) return words.format(-count, unit);
  }
  return null;
}

/** Puts the recent times of the page in words such as "3 hours ago". */
export function sayTimesAgo(): void {
  const now = new Date();
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-relative]")) {
    const said = timeAgo(new Date(time.dateTime), now) ?? time.title;
    if (time.firstChild && time.textContent !== said) time.firstChild.nodeValue = said;
  }
}
