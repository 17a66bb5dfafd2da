import { randomUUID } from "node:crypto";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { HOUR } from "../database/choosing";
import { confirmLink } from "../sayings/digests";
import { as } from "./callers";
import { DOINGS, type Doing } from "./doings";
import type { LeavingWorld } from "./leaving";

/** Two acts of one moment. */
export interface Race {
  /** Makes what the world has not. */
  prepare?: Doing;
  acts: [Doing, Doing];
  /** Whether exactly one of them may come through. */
  once?: true;
  /** Whether the second waits for the first from its beginning, and is refused then. */
  first?: true;
  /** Finds what may not be afterwards. */
  wrong?: (world: LeavingWorld) => Promise<string[]>;
}

const reason = "Because.";
const words = () => ({ body: "Words.", clientKey: randomUUID() });
const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR);

/** An act of the table of procedures. */
const doing = (path: string): Doing => DOINGS[path] as Doing;

const role =
  (who: "bob" | "ada", to: "member" | "organizer"): Doing =>
  ({ olga, reading: { group }, ...people }) =>
    as(olga).groups.setRole({ group, handle: people[who].handle, role: to });
const handOver =
  (to: "bob" | "ada"): Doing =>
  ({ olga, reading: { group }, ...people }) =>
    as(olga).groups.handOver({ group, handle: people[to].handle });
const leave =
  (who: "bob" | "ada"): Doing =>
  ({ reading: { group }, ...people }) =>
    as(people[who]).groups.leave({ group });
const remove: Doing = ({ ada, bob, reading: { group } }) =>
  as(ada).groups.removeMember({ group, handle: bob.handle });
const suspend: Doing = ({ ada, bob, reading: { group } }) =>
  as(ada).moderation.suspend({ group, handle: bob.handle, days: 3, reason });
const comment: Doing = ({ bob, reading: { group, paper } }) =>
  as(bob).threads.addInGroup({ group, paper, ...words() });
const vote: Doing = ({ bob, reading: { group, ballotId } }) =>
  as(bob).ballots.vote({ group, ballotId, answer: { approvals: [] } });
const rsvp =
  (answer: "yes" | "no"): Doing =>
  ({ bob, reading: { group, nobodys } }) =>
    as(bob).meetings.rsvp({ group, meetingId: nobodys, answer });
const volunteer =
  (who: "bob" | "ada"): Doing =>
  ({ reading: { group, nobodys }, ...people }) =>
    as(people[who]).meetings.volunteer({ group, meetingId: nobodys });
const present: Doing = ({ ada, bob, reading: { group, nobodys } }) =>
  as(ada).meetings.setPresenter({ group, meetingId: nobodys, handle: bob.handle });
const accept: Doing = ({ asking, invitation }) =>
  as(asking).groups.acceptInvitation({ token: invitation });
const withdraw: Doing = async ({ ada, reading: { group, ballotId } }) => {
  const { nominationId } = await db.candidate.findFirstOrThrow({ where: { ballotId } });
  return as(ada).nominations.withdraw({ group, nominationId });
};
const notes =
  (who: "ada" | "bob"): Doing =>
  ({ reading: { group, mine }, ...people }) =>
    as(people[who]).meetings.saveText({
      group,
      meetingId: mine,
      kind: "notes",
      body: `Words of ${who}.`,
      basedOn: 0,
    });
const answer: Doing = ({ bob, open, paper }) =>
  as(bob).threads.add({ paper, parentId: open.adas, ...words() });
const upvote =
  (on: boolean): Doing =>
  ({ ada, paperId }) =>
    as(ada).papers.upvote({ paperId, on });
const handle =
  (who: "ada" | "bob"): Doing =>
  ({ tag, ...people }) =>
    as(people[who]).people.updateProfile({ name: "A", handle: `${tag}-3`, timeZone: "UTC" });
const lockInside: Doing = ({ olga, inside }) =>
  as(olga).moderation.lock({ threadId: inside.id, reason });
const isPrivate: Doing = ({ olga, joinable }) =>
  as(olga).groups.update({
    group: joinable.slug,
    name: "Hidden",
    timeZone: "UTC",
    visibility: "private",
    joinPolicy: "invitation",
  });

async function found(what: string, count: Promise<number>): Promise<string[]> {
  return (await count) > 0 ? [what] : [];
}

/** Acts that meet in one moment, in pairs; each is done in both orders. */
export const RACES: Record<string, Race> = {
  "a ballot is closed, and its candidate withdrawn": { acts: [doing("ballots.close"), withdraw] },
  "a ballot is closed, and voted on": { acts: [doing("ballots.close"), vote], first: true },
  "a ballot is closed, and cancelled": {
    acts: [doing("ballots.close"), doing("ballots.cancel")],
  },
  "a ballot is closed twice": {
    acts: [
      doing("ballots.close"),
      ({ olga, reading: { group, ballotId } }) => as(olga).ballots.close({ group, ballotId }),
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
      ({ olga, reading: { group, tiedId, tiedCandidate: candidateId } }) =>
        as(olga).ballots.decide({ group, ballotId: tiedId, candidateId, note: reason }),
    ],
    once: true,
  },
  "a paper is nominated by two": {
    acts: [
      doing("nominations.nominate"),
      ({ bob, reading: { group }, paperId }) => as(bob).nominations.nominate({ group, paperId }),
    ],
  },
  "a draft is opened, and edited": { acts: [doing("ballots.open"), doing("ballots.edit")] },
  "somebody is made an organizer, and leaves": { acts: [role("bob", "organizer"), leave("bob")] },
  "somebody is no longer an organizer, and invites": {
    acts: [role("ada", "member"), doing("groups.inviteByLink")],
    first: true,
  },
  "a group is handed over to two": { acts: [handOver("ada"), handOver("bob")], once: true },
  "a group is handed over to somebody who leaves": {
    acts: [handOver("bob"), leave("bob")],
    once: true,
  },
  "a group is handed over to somebody who is removed": {
    acts: [handOver("bob"), remove],
    once: true,
  },
  "a group becomes private, and somebody joins": {
    acts: [isPrivate, ({ asking, joinable: { slug } }) => as(asking).groups.join({ group: slug })],
    first: true,
  },
  "an invitation is revoked, and accepted": {
    acts: [
      async ({ olga, joinable: { slug }, invitation }) => {
        const tokenHash = hashSecret(invitation);
        const { id } = await db.invitation.findFirstOrThrow({ where: { tokenHash } });
        return as(olga).groups.revokeInvitation({ group: slug, invitationId: id });
      },
      accept,
    ],
    first: true,
  },
  "an emailed invitation is accepted by two": {
    prepare: ({ invitation, email }) =>
      db.invitation.update({ where: { tokenHash: hashSecret(invitation) }, data: { email } }),
    acts: [accept, ({ bob, invitation }) => as(bob).groups.acceptInvitation({ token: invitation })],
    once: true,
  },
  "a request is accepted by two": {
    acts: [
      doing("groups.answerRequest"),
      ({ olga, reading: { group }, requestId }) =>
        as(olga).groups.answerRequest({ group, requestId, accept: true }),
    ],
    once: true,
  },
  "somebody is removed, and comments": { acts: [remove, comment] },
  "somebody is removed, and votes": { acts: [remove, vote], first: true },
  "somebody is removed, and made the presenter": { acts: [remove, present], first: true },
  "somebody is suspended, and votes": { acts: [suspend, vote] },
  "somebody is suspended, and comments": { acts: [suspend, comment] },
  "somebody leaves, and comes to a meeting": { acts: [leave("bob"), rsvp("yes")] },
  "somebody leaves, and presents": { acts: [leave("bob"), volunteer("bob")], first: true },
  "two present one meeting": { acts: [volunteer("ada"), volunteer("bob")], once: true },
  "somebody comes, and does not": {
    acts: [rsvp("yes"), rsvp("no")],
    wrong: async ({ bob, reading: { nobodys: meetingId } }) =>
      (await db.rsvp.count({ where: { meetingId, personId: bob.id } })) === 1 ? [] : ["RSVPs"],
  },
  "a meeting is cancelled, and answered": {
    acts: [doing("meetings.cancel"), rsvp("yes")],
  },
  "a reading is scheduled twice": {
    acts: [
      doing("meetings.schedule"),
      ({ olga, reading: { group, unplanned } }) =>
        as(olga).meetings.schedule({ group, readingId: unplanned, startsAt: inDays(7), place: "" }),
    ],
  },
  "notes are written by two": { acts: [notes("ada"), notes("bob")], once: true },
  "a thread is locked, and written in": { acts: [lockInside, comment] },
  "a comment is hidden, and edited": {
    acts: [
      ({ olga, open }) => as(olga).moderation.hide({ commentId: open.adas, reason }),
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
      ({ olga, inside }) => as(olga).moderation.hide({ commentId: inside.bobs, reason }),
      doing("threads.pin"),
    ],
  },
  "a comment is deleted, and edited": { acts: [doing("threads.remove"), doing("threads.edit")] },
  "a comment is deleted, and answered": { acts: [doing("threads.remove"), answer] },
  "a comment is deleted, and reacted to": {
    acts: [
      doing("threads.remove"),
      ({ bob, open }) => as(bob).threads.react({ commentId: open.adas, kind: "thanks", on: true }),
    ],
  },
  "a comment is deleted, and reported": {
    acts: [
      doing("threads.remove"),
      ({ bob, open }) => as(bob).moderation.report({ commentId: open.adas, reason }),
    ],
  },
  "a comment is restored, and removed": {
    acts: [
      doing("moderation.restore"),
      ({ olga, open }) => as(olga).moderation.remove({ commentId: open.hidden, reason }),
    ],
  },
  "a paper is upvoted, and not": { acts: [upvote(true), upvote(false)] },
  "two take one handle": { acts: [handle("ada"), handle("bob")], once: true },
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
