import { countInWords, ordinal, pluralOf } from "@/server/platform/text/words";

/** The question of a ballot to which its organizer gave no title. */
export const USUAL_TITLE = "What should we read next?";

/**
 * How many have voted on an open ballot: "4 of 7 have voted".
 * @param electors members who may vote
 */
export function turnoutInWords(votes: number, electors: number): string {
  if (votes === 0) return "Nobody has voted yet";
  if (votes >= electors) {
    return electors === 1 ? "The only member has voted" : `All ${electors} have voted`;
  }
  return `${votes} of ${electors} ${pluralOf(votes, "has", "have")} voted`;
}

/** For people who follow a link to a choice too late. */
export const CHOICE_TOO_LATE =
  "This ballot has closed, so the choice in your link was not sent. This is how it ended.";

/** How a ballot ended, for somebody who had it open until then. @param endedByViewer whether they ended it themselves */
export function endInWords({
  stage,
  endedByViewer,
}: {
  stage: string;
  endedByViewer: boolean;
}): string {
  if (stage === "cancelled")
    return endedByViewer
      ? "You have cancelled this ballot."
      : "This ballot was cancelled while you had it open.";
  return endedByViewer
    ? "You have closed this ballot. This is how it ended."
    : "This ballot closed while you had it open. This is how it ended.";
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The time left, as exactly as it matters. */
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

const ORDINALS = ["first", "second", "third"];
const TIMES = ["once", "twice", "three times"];

/** "Second place twice, third place once": earlier places of a paper. @param places best first */
export function placesInWords(places: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const words = [...counts].map(([place, count]) => {
    return `${ORDINALS[place - 1] ?? ordinal(place)} place ${TIMES[count - 1] ?? `${count} times`}`;
  });
  return words.join(", ").replace(/^./, (letter) => letter.toUpperCase());
}
