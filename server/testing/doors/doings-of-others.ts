import { randomUUID } from "node:crypto";
import { writeDueDigests } from "@/server/digests/gathering/due";
import { planReading } from "@/server/meetings/planning/commands";
import {
  notifyOfComment,
  notifyOfMeeting,
  notifyOfOpening,
  notifyOfPapers,
} from "@/server/notifications/notifying/commands";
import { authAdapter } from "@/server/people/auth/adapter";
import { setSiteRole } from "@/server/people/commands";
import { sendChangeLink } from "@/server/people/email-change/commands";
import { openSession } from "@/server/people/sessions/commands";
import { PAST_THE_PARSER, refusalOf } from "@/server/platform/database/foreseen";
import { newSecret } from "@/server/platform/secrets/secret";
import { as } from "./callers";
import type { Doing } from "./doings";

/** Ways in without a door to put an error into words: an error may only be one that a door would know. */
async function knowing(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    const refusal = refusalOf(error);
    if (!refusal || refusal.message === PAST_THE_PARSER) throw error;
  });
}

const reason = "Because.";

/** Acts of others, jobs and ways in about Ada, at the moment when Ada deletes the account. */
export const DOINGS_OF_OTHERS: Record<string, Doing> = {
  "the owner takes her office in a group": ({ olga, tag, reading: { group } }) =>
    as(olga).groups.setRole({ group, handle: tag, role: "member" }),
  "the owner hands the group over to her": ({ olga, tag, reading: { group } }) =>
    as(olga).groups.handOver({ group, handle: tag }),
  "the owner removes her": ({ olga, tag, reading: { group } }) =>
    as(olga).groups.removeMember({ group, handle: tag }),
  "the owner lets her in": ({ olga, asked, ownRequestId: requestId }) =>
    as(olga).groups.answerRequest({ group: asked.slug, requestId, accept: true }),
  "the owner suspends her": ({ olga, tag, reading: { group } }) =>
    as(olga).moderation.suspend({ group, handle: tag, days: null, reason }),
  "the owner has her present": ({ olga, tag, reading: { group, nobodys } }) =>
    as(olga).meetings.setPresenter({ group, meetingId: nobodys, handle: tag }),
  "the owner gives a meeting to the next in turn": ({ olga, reading: { group, nobodys } }) =>
    as(olga).meetings.rotate({ group, meetingId: nobodys }),
  "the owner closes a ballot in which she voted": ({ olga, reading: { group, ballotId } }) =>
    as(olga).ballots.close({ group, ballotId }),
  "a moderator hides her comment": ({ olga, open }) =>
    as(olga).moderation.hide({ commentId: open.adas, reason }),
  "a moderator removes her comment": ({ olga, open }) =>
    as(olga).moderation.remove({ commentId: open.adas, reason }),
  "somebody blocks her": ({ bob, tag }) => as(bob).people.block({ handle: tag }),
  "somebody answers her": ({ bob, open, paper }) =>
    as(bob).threads.add({
      paper,
      parentId: open.adas,
      body: "Words.",
      clientKey: randomUUID(),
    }),
  "somebody names her": ({ bob, tag, paper }) =>
    as(bob).threads.add({ paper, body: `Ask @${tag}.`, clientKey: randomUUID() }),
  "somebody reacts to her": ({ bob, open }) =>
    as(bob).threads.react({ commentId: open.adas, kind: "thanks", on: true }),
  "somebody reports her": ({ bob, open }) =>
    as(bob).moderation.report({ commentId: open.adas, reason }),

  "she is given an office of the site": ({ tag }) => knowing(setSiteRole("operator", tag, true)),
  "she loses an office of the site": ({ tag }) => knowing(setSiteRole("moderator", tag, false)),
  "she is signed in": ({ ada }) => knowing(openSession(ada.id, "browser")),
  "a link signs her in": ({ ada }) =>
    knowing(
      Promise.resolve(
        authAdapter.createSession?.({
          sessionToken: newSecret(),
          userId: ada.id,
          expires: new Date(),
        }),
      ),
    ),
  "an account elsewhere is tied to her": ({ ada, tag }) =>
    knowing(
      Promise.resolve(
        authAdapter.linkAccount?.({
          userId: ada.id,
          provider: "oidc",
          providerAccountId: tag,
          type: "oidc",
        }),
      ),
    ),

  "she is told of a comment": ({ open }) => knowing(notifyOfComment(open.bobs)),
  "others are told of her comment": ({ open }) => knowing(notifyOfComment(open.adas)),
  "she is told of a ballot": ({ reading }) => knowing(notifyOfOpening(reading.ballotId)),
  "she is told of a meeting": ({ olga, reading }) =>
    knowing(notifyOfMeeting(reading.mine, olga.id)),
  "she is told of papers": () => knowing(notifyOfPapers()),
  "her digest is written": () => knowing(writeDueDigests()),
  "a new address of hers is asked": ({ ada, email }) =>
    knowing(sendChangeLink({ personId: ada.id, email: `new-${email}`, askedAt: new Date() })),
  "a meeting is planned by itself": ({ reading }) => knowing(planReading(reading.unplanned)),
};
