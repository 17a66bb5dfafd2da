import { randomUUID } from "node:crypto";
import { writeDueDigests } from "@/server/digests/gathering/due";
import { planReading } from "@/server/meetings/planning/commands";
import { notifyOfComment, notifyOfPapers } from "@/server/notifications/notifying/commands";
import { notifyOfMeeting, notifyOfOpening } from "@/server/notifications/notifying/group-events";
import { authAdapter } from "@/server/people/auth/adapter";
import { setSiteRole } from "@/server/people/commands";
import { openSession } from "@/server/people/sessions/commands";
import { sendChangeLink } from "@/server/people/sign-in/email-change/commands";
import { PAST_THE_PARSER, refusalOf } from "@/server/platform/database/foreseen";
import { newSecret } from "@/server/platform/secrets/secret";
import type { Action } from "./acts/action";
import { as } from "./callers";

/** Ways in without a door that turns an error into words; the error must be one that a door would recognize. */
async function knowing(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    const refusal = refusalOf(error);
    if (!refusal || refusal.message === PAST_THE_PARSER) throw error;
  });
}

const reason = "Because.";

/** Acts of others, jobs and ways in that concern Ada, at the moment when Ada deletes the account. */
export const ACTIONS_OF_OTHERS: Record<string, Action> = {
  "the owner takes her office in a group": ({ lena, tag, reading: { group } }) =>
    as(lena).groups.setRole({ group, handle: tag, role: "member" }),
  "the owner hands the group over to her": ({ lena, tag, reading: { group } }) =>
    as(lena).groups.handOver({ group, handle: tag }),
  "the owner removes her": ({ lena, tag, reading: { group } }) =>
    as(lena).groups.removeMember({ group, handle: tag }),
  "the owner lets her in": ({ lena, asked, ownRequestId: requestId }) =>
    as(lena).groups.answerRequest({ group: asked.slug, requestId, accept: true }),
  "the owner suspends her": ({ lena, tag, reading: { group } }) =>
    as(lena).moderation.suspend({ group, handle: tag, days: null, reason }),
  "the owner has her present": ({ lena, tag, reading: { group, nobodys } }) =>
    as(lena).meetings.setPresenter({ group, meetingId: nobodys, handle: tag }),
  "the owner gives a meeting to the next in turn": ({ lena, reading: { group, nobodys } }) =>
    as(lena).meetings.rotate({ group, meetingId: nobodys }),
  "the owner closes a ballot in which she voted": ({ lena, reading: { group, ballotId } }) =>
    as(lena).ballots.close({ group, ballotId }),
  "a moderator hides her comment": ({ lena, open }) =>
    as(lena).moderation.hide({ commentId: open.adas, reason }),
  "a moderator removes her comment": ({ lena, open }) =>
    as(lena).moderation.remove({ commentId: open.adas, reason }),
  "somebody blocks her": ({ bela, tag }) => as(bela).people.block({ handle: tag }),
  "somebody answers her": ({ bela, open, paper }) =>
    as(bela).threads.add({
      paper,
      parentId: open.adas,
      body: "Words.",
      clientKey: randomUUID(),
    }),
  "somebody names her": ({ bela, tag, paper }) =>
    as(bela).threads.add({ paper, body: `Ask @${tag}.`, clientKey: randomUUID() }),
  "somebody reacts to her": ({ bela, open }) =>
    as(bela).threads.react({ commentId: open.adas, kind: "thanks", on: true }),
  "somebody reports her": ({ bela, open }) =>
    as(bela).moderation.report({ commentId: open.adas, reason }),

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

  "she is told of a comment": ({ open }) => knowing(notifyOfComment(open.belas)),
  "others are told of her comment": ({ open }) => knowing(notifyOfComment(open.adas)),
  "she is told of a ballot": ({ reading }) => knowing(notifyOfOpening(reading.ballotId)),
  "she is told of a meeting": ({ lena, reading }) =>
    knowing(notifyOfMeeting(reading.mine, lena.id)),
  "she is told of papers": () => knowing(notifyOfPapers()),
  "her digest is written": () => knowing(writeDueDigests()),
  "a new address of hers is asked": ({ ada, email }) =>
    knowing(sendChangeLink({ personId: ada.id, email: `new-${email}`, askedAt: new Date() })),
  "a meeting is planned by itself": ({ reading }) => knowing(planReading(reading.unplanned)),
};
