import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { as } from "../callers";
import {
  accept,
  comment,
  doing,
  handOver,
  isPrivate,
  leave,
  present,
  remove,
  role,
  rsvp,
  suspend,
  volunteer,
  vote,
} from "./acts";
import type { Race } from "./race";

/** Races of groups, with people who come and go. */
export const GROUP_RACES: Record<string, Race> = {
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
};
