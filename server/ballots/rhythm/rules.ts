import { occurrencesAfter, occurrencesFrom } from "@/server/platform/time/recurrence";

/** When a group's ballots open and close automatically, in the group's time zone. */
export interface Rhythm {
  /** IANA name. */
  timeZone: string;
  /** YYYY-MM-DD: no ballot opens before this day; the weeks are counted from it. */
  from: string;
  /** 1: every week, 2: every other week … */
  everyWeeks: number;
  /** ISO weekday, 1 (Monday) – 7. */
  opensOn: number;
  /** Local wall-clock time, HH:MM. */
  opensAt: string;
  closesOn: number;
  closesAt: string;
}

/** One turn of a rhythm. */
export interface Turn {
  opensAt: Date;
  closesAt: Date;
}

/**
 * Finds the first turn that opens after an instant. It closes at the first closing weekday and time after
 * its opening by the wall clock: Friday 17:00 to Monday 09:00 is always the Monday that follows.
 * @throws RangeError on an unknown time zone, day or time
 */
export function nextTurn(rhythm: Rhythm, after: Date): Turn {
  const { timeZone, everyWeeks, from } = rhythm;
  const opening = {
    on: { weekdays: [rhythm.opensOn], every: { weeks: everyWeeks, from } },
    time: rhythm.opensAt,
    timeZone,
  };
  const closing = { on: { weekdays: [rhythm.closesOn] }, time: rhythm.closesAt, timeZone };
  for (const { day, at: opensAt } of occurrencesAfter(opening, after))
    for (const { at: closesAt } of occurrencesFrom(closing, day))
      if (closesAt > opensAt) return { opensAt, closesAt };
  throw new RangeError("A rhythm has a turn in every cycle of its weeks");
}
