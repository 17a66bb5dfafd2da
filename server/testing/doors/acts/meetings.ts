import { THURSDAYS } from "../../fixtures/meetings";
import { asked, day } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of meetings and polls for their dates. */
export const MEETING_ACTIONS: Record<string, Action> = {
  "meetings.schedule": ({ ada, reading: { group, unplanned } }) =>
    as(ada).meetings.schedule({ group, readingId: unplanned, startsAt: day(5), place: "Here" }),
  "meetings.plan": ({ ada, reading: { group }, paperId }) =>
    as(ada).meetings.plan({
      group,
      paperId,
      startsAt: day(6),
      minutes: 60,
      place: "Here",
      link: "",
    }),
  "meetings.cancel": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.cancel({ group, meetingId: nobodys }),
  "meetings.setSlot": ({ ada, reading: { group } }) =>
    as(ada).meetings.setSlot({ group, ...THURSDAYS }),
  "meetings.clearSlot": ({ ada, reading: { group } }) => as(ada).meetings.clearSlot({ group }),
  "meetings.volunteer": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.volunteer({ group, meetingId: nobodys }),
  "meetings.handOn": ({ ada, reading: { group, mine } }) =>
    as(ada).meetings.handOn({ group, meetingId: mine }),
  "meetings.setPresenter": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.setPresenter({ group, meetingId: nobodys, handle: ada.handle }),
  "meetings.rotate": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.rotate({ group, meetingId: nobodys }),
  "meetings.rsvp": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.rsvp({ group, meetingId: nobodys, answer: "yes" }),
  "meetings.saveOpinion": ({ ada, reading: { group, over } }) =>
    as(ada).meetings.saveOpinion({ group, meetingId: over, question: "worth", answer: "yes" }),
  "meetings.markRead": ({ ada, reading: { group, unplanned } }) =>
    as(ada).meetings.markRead({ group, readingId: unplanned, on: true }),
  "meetings.addAway": ({ ada, reading: { group } }) =>
    as(ada).meetings.addAway({ group, fromDay: "2090-02-01", lastDay: "2090-02-02" }),
  "meetings.removeAway": ({ ada, reading: { group, awayId } }) =>
    as(ada).meetings.removeAway({ group, awayId }),
  "meetings.saveText": ({ ada, reading: { group, mine } }) =>
    as(ada).meetings.saveText({ group, meetingId: mine, kind: "notes", body: "W.", basedOn: 0 }),
  "meetings.preview": ({ ada }) => as(ada).meetings.preview({ body: "Words." }),
  "meetings.addLink": ({ ada, reading: { group, mine } }) =>
    as(ada).meetings.addLink({
      group,
      meetingId: mine,
      title: "Code",
      url: "https://example.org/code",
    }),
  "meetings.removeLink": ({ ada, reading: { group, linkId } }) =>
    as(ada).meetings.removeLink({ group, linkId }),
  "meetings.makeFeed": ({ ada }) => as(ada).meetings.makeFeed(),
  "meetings.makeGroupFeed": ({ ada, reading: { group } }) =>
    as(ada).meetings.makeGroupFeed({ group }),
  "meetings.revokeFeed": ({ ada, feedId }) => as(ada).meetings.revokeFeed({ feedId }),

  "datePolls.open": ({ ada, reading: { group, unplanned } }) =>
    as(ada).datePolls.open({ group, readingId: unplanned, dates: [day(7), day(8)], ...asked }),
  "datePolls.answer": ({ ada, reading: { group, poll } }) =>
    as(ada).datePolls.answer({
      group,
      pollId: poll.id,
      answers: poll.dates.map((dateId) => ({ dateId, answer: "yes" })),
    }),
  "datePolls.decide": ({ ada, reading: { group, poll } }) =>
    as(ada).datePolls.decide({ group, pollId: poll.id, dateId: poll.dates[0] as string }),
  "datePolls.cancel": ({ ada, reading: { group, poll } }) =>
    as(ada).datePolls.cancel({ group, pollId: poll.id }),
};
