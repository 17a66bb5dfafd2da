import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { confirmLink } from "../fixtures/digests";
import type { Action } from "./actions";
import { as } from "./callers";
import type { LeavingWorld } from "./leaving-world";
import {
  accept,
  answer,
  answerDates,
  comment,
  doing,
  handle,
  handOver,
  inDays,
  isPrivate,
  leave,
  lockInside,
  notes,
  present,
  reason,
  remove,
  role,
  rsvp,
  suspend,
  upvote,
  volunteer,
  vote,
  withdraw,
} from "./race-acts";

/** Two acts at the same moment. */
export interface Race {
  /** Makes the things that the world lacks. */
  prepare?: Action;
  acts: [Action, Action];
  /** Whether exactly one of them may succeed. */
  once?: true;
  /** Whether the second waits for the first from its beginning, and is then refused. */
  first?: true;
  /** Finds states that must not exist afterwards. */
  wrong?: (world: LeavingWorld) => Promise<string[]>;
}

async function found(what: string, count: Promise<number>): Promise<string[]> {
  return (await count) > 0 ? [what] : [];
}

/** Pairs of acts that meet at the same moment; each pair is tried in both orders. */
export const RACES: Record<string, Race> = {
  "a ballot is closed, and its candidate withdrawn": { acts: [doing("ballots.close"), withdraw] },
  "a ballot is closed, and voted on": { acts: [doing("ballots.close"), vote], first: true },
  "a ballot is closed, and cancelled": {
    acts: [doing("ballots.close"), doing("ballots.cancel")],
  },
  "a ballot is closed twice": {
    acts: [
      doing("ballots.close"),
      ({ lena, reading: { group, ballotId } }) => as(lena).ballots.close({ group, ballotId }),
    ],
  },
  "a ballot is extended, and closed": { acts: [doing("ballots.change"), doing("ballots.close")] },
  "a ballot is extended twice": {
    acts: [
      doing("ballots.change"),
      ({ lena, reading: { group, ballotId } }) =>
        as(lena).ballots.change({ group, ballotId, closesAt: inDays(2) }),
    ],
  },
  "members are reminded of a ballot twice": {
    acts: [
      doing("ballots.remind"),
      ({ lena, reading: { group, ballotId } }) => as(lena).ballots.remind({ group, ballotId }),
    ],
    once: true,
  },
  "a ballot gets a candidate, and a vote": { acts: [doing("ballots.addCandidate"), vote] },
  "a paper is marked read twice": {
    acts: [
      doing("ballots.markRead"),
      ({ lena, reading: { group, unplanned } }) =>
        as(lena).ballots.markRead({ group, readingId: unplanned, read: true }),
    ],
    once: true,
  },
  "a paper is marked read, and its meeting cancelled": {
    acts: [
      async ({ lena, reading: { group, mine } }) => {
        const { readingId } = await db.meeting.findUniqueOrThrow({ where: { id: mine } });
        return as(lena).ballots.markRead({ group, readingId, read: true });
      },
      ({ ada, reading: { group, mine } }) => as(ada).meetings.cancel({ group, meetingId: mine }),
    ],
  },
  "a ballot is frozen, and a candidate added": {
    acts: [doing("ballots.freeze"), doing("ballots.addCandidate")],
    first: true,
  },
  "a ballot gets a candidate that is withdrawn": {
    acts: [doing("ballots.addCandidate"), doing("nominations.withdraw")],
  },
  "a tie is decided twice": {
    acts: [
      doing("ballots.decide"),
      ({ lena, reading: { group, tiedId, tiedCandidate: candidateId } }) =>
        as(lena).ballots.decide({ group, ballotId: tiedId, candidateId, note: reason }),
    ],
    once: true,
  },
  "a paper is nominated by two": {
    acts: [
      doing("nominations.nominate"),
      ({ bela, reading: { group }, paperId }) => as(bela).nominations.nominate({ group, paperId }),
    ],
  },
  "a draft is opened, and edited": { acts: [doing("ballots.open"), doing("ballots.edit")] },
  "somebody is made an organizer, and leaves": { acts: [role("bela", "organizer"), leave("bela")] },
  "somebody is no longer an organizer, and invites": {
    acts: [role("ada", "member"), doing("groups.inviteByLink")],
    first: true,
  },
  "a group is handed over to two": { acts: [handOver("ada"), handOver("bela")], once: true },
  "a group is handed over to somebody who leaves": {
    acts: [handOver("bela"), leave("bela")],
    once: true,
  },
  "a group is handed over to somebody who is removed": {
    acts: [handOver("bela"), remove],
    once: true,
  },
  "a group becomes private, and somebody joins": {
    acts: [isPrivate, ({ asking, joinable: { slug } }) => as(asking).groups.join({ group: slug })],
    first: true,
  },
  "an invitation is revoked, and accepted": {
    acts: [
      async ({ lena, joinable: { slug }, invitation }) => {
        const tokenHash = hashSecret(invitation);
        const { id } = await db.invitation.findFirstOrThrow({ where: { tokenHash } });
        return as(lena).groups.revokeInvitation({ group: slug, invitationId: id });
      },
      accept,
    ],
    first: true,
  },
  "an emailed invitation is accepted by two": {
    prepare: ({ invitation, email }) =>
      db.invitation.update({ where: { tokenHash: hashSecret(invitation) }, data: { email } }),
    acts: [
      accept,
      ({ bela, invitation }) => as(bela).groups.acceptInvitation({ token: invitation }),
    ],
    once: true,
  },
  "a request is accepted by two": {
    acts: [
      doing("groups.answerRequest"),
      ({ lena, reading: { group }, requestId }) =>
        as(lena).groups.answerRequest({ group, requestId, accept: true }),
    ],
    once: true,
  },
  "somebody is removed, and comments": { acts: [remove, comment] },
  "somebody is removed, and votes": { acts: [remove, vote], first: true },
  "somebody is removed, and made the presenter": { acts: [remove, present], first: true },
  "somebody is suspended, and votes": { acts: [suspend, vote] },
  "somebody is suspended, and comments": { acts: [suspend, comment] },
  "somebody leaves, and comes to a meeting": { acts: [leave("bela"), rsvp("yes")] },
  "somebody leaves, and presents": { acts: [leave("bela"), volunteer("bela")], first: true },
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
  "a thread is locked, and written in": { acts: [lockInside, comment] },
  "a comment is hidden, and edited": {
    acts: [
      ({ lena, open }) => as(lena).moderation.hide({ commentId: open.adas, reason }),
      doing("threads.edit"),
    ],
    wrong: ({ open }) =>
      found(
        "a comment that is shown again",
        db.comment.count({ where: { id: open.adas, hiddenAt: null } }),
      ),
  },
  "a comment is hidden, and made a key point": {
    acts: [
      ({ lena, inside }) => as(lena).moderation.hide({ commentId: inside.belas, reason }),
      doing("threads.pin"),
    ],
  },
  "a comment is deleted, and edited": { acts: [doing("threads.remove"), doing("threads.edit")] },
  "a comment is deleted, and answered": { acts: [doing("threads.remove"), answer] },
  "a comment is deleted, and reacted to": {
    acts: [
      doing("threads.remove"),
      ({ bela, open }) =>
        as(bela).threads.react({ commentId: open.adas, kind: "thanks", on: true }),
    ],
  },
  "a comment is deleted, and reported": {
    acts: [
      doing("threads.remove"),
      ({ bela, open }) => as(bela).moderation.report({ commentId: open.adas, reason }),
    ],
  },
  "a comment is restored, and removed": {
    acts: [
      doing("moderation.restore"),
      ({ lena, open }) => as(lena).moderation.remove({ commentId: open.hidden, reason }),
    ],
  },
  "a paper is upvoted, and not": { acts: [upvote(true), upvote(false)] },
  "two take one handle": { acts: [handle("ada"), handle("bela")], once: true },
  "a subscription is confirmed, and ended by its link": {
    acts: [
      ({ email, asking }) =>
        as(asking).digests.confirm({ token: confirmLink(email, "UTC", new Date()) }),
      doing("digests.unsubscribe"),
    ],
  },
  "a subscription is changed, and ended by its link": {
    acts: [doing("digests.unsubscribe"), doing("digests.change")],
  },
  "a thread is followed, and muted by a link": {
    acts: [doing("notifications.follow"), doing("notifications.muteByLink")],
  },
};
