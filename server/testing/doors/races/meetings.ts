import { db } from "@/server/platform/database/db";
import { as } from "../callers";
import { answerDates, doing, inDays, leave, notes, rsvp, volunteer } from "./acts";
import { found, type Race } from "./race";

/** Races of meetings. */
export const MEETING_RACES: Record<string, Race> = {
  "two present one meeting": { acts: [volunteer("ada"), volunteer("bela")], once: true },
  "somebody comes, and does not": {
    acts: [rsvp("yes"), rsvp("no")],
    wrong: async ({ bela, reading: { nobodys: meetingId } }) =>
      (await db.rsvp.count({ where: { meetingId, personId: bela.id } })) === 1 ? [] : ["RSVPs"],
  },
  "a meeting is cancelled, and answered": {
    acts: [doing("meetings.cancel"), rsvp("yes")],
  },
  "a reading is scheduled twice": {
    acts: [
      doing("meetings.schedule"),
      ({ lena, reading: { group, unplanned } }) =>
        as(lena).meetings.schedule({ group, readingId: unplanned, startsAt: inDays(7), place: "" }),
    ],
  },
  "a poll is decided twice": {
    acts: [
      doing("datePolls.decide"),
      ({ lena, reading: { group, poll } }) =>
        as(lena).datePolls.decide({ group, pollId: poll.id, dateId: poll.dates[1] as string }),
    ],
    once: true,
  },
  "a poll is decided, and answered": {
    acts: [doing("datePolls.decide"), answerDates],
    wrong: async ({ reading: { poll } }) => {
      const { chosenId, readingId } = await db.datePoll.findUniqueOrThrow({
        where: { id: poll.id },
      });
      const late = {
        dateId: chosenId ?? "",
        person: { rsvps: { none: { meeting: { readingId } } } },
      };
      return chosenId
        ? found("an answer that came too late for an RSVP", db.dateAnswer.count({ where: late }))
        : [];
    },
  },
  "somebody leaves, and answers a poll": { acts: [leave("bela"), answerDates] },
  "notes are written by two": { acts: [notes("ada"), notes("bela")], once: true },
};
