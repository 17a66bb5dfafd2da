// Polls for the time of a meeting, as an email shows them.
import "server-only";
import { DATE_ANSWER_WORDS, DATE_ANSWERS } from "@/server/meetings/polls/schema";
import { db } from "@/server/platform/database/db";
import { countInWords } from "@/server/platform/text/words";
import { datePollChoicePath } from "@/server/platform/web/addresses";
import { type EntryView, type MailEntry, timeInWords } from "./entries";

/** A poll in an email. */
export interface ShownPoll {
  id: string;
  minutes: number;
  place: string;
  closesAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
  /** The proposed times that are ahead, the earliest first. */
  dates: { id: string; startsAt: Date }[];
}

/** Reads polls by id. */
export async function readPolls(ids: readonly string[], at: Date): Promise<Map<string, ShownPoll>> {
  if (ids.length === 0) return new Map();
  const rows = await db.datePoll.findMany({
    where: { id: { in: [...ids] } },
    select: {
      ...{ id: true, minutes: true, place: true, closesAt: true, closedAt: true },
      cancelledAt: true,
      dates: {
        where: { startsAt: { gt: at } },
        select: { id: true, startsAt: true },
        orderBy: { startsAt: "asc" },
      },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Lists the proposed times; while the poll is open, each with links that begin an answer. */
export function pollEntry(
  { id, minutes, place, closesAt, closedAt, cancelledAt, dates }: ShownPoll,
  { words, link, slug }: { words: string; link: string; slug: string },
  { site, timeZone }: EntryView,
  at: Date,
): MailEntry {
  const entry = { words, lines: [], choices: [], comments: [] };
  if (cancelledAt) return { ...entry, button: { label: "Have a look", link } };
  const open = closedAt === null && closesAt > at;
  const lasts = `It lasts ${countInWords(minutes, "minute")}${place ? `, ${place}` : ""}.`;
  const how = [
    `Say for each time whether you can come, until ${timeInWords(closesAt, timeZone)}.`,
    "Choose here to begin; nothing is saved before you have answered each of them on the page.",
  ];
  return {
    ...entry,
    lines: open ? [lasts, ...how] : [lasts],
    choices: dates.map((date) => ({
      title: timeInWords(date.startsAt, timeZone),
      ...{ facts: "", words: "" },
      actions: DATE_ANSWERS.flatMap((answer) =>
        open
          ? {
              label: DATE_ANSWER_WORDS[answer],
              link: site + datePollChoicePath(slug, id, date.id, answer),
            }
          : [],
      ),
    })),
    button: { label: open ? "Answer" : "Choose the time", link },
  };
}
