import { afterEach, beforeEach, expect, it } from "vitest";
import { UPVOTE } from "@/server/digests/links/schema";
import { MANAGE, UNSUBSCRIBE } from "@/server/digests/schema";
import { RSVP } from "@/server/meetings/schema";
import { signMuteToken } from "@/server/notifications/following/commands";
import { readReplyAddress, replyAddress } from "@/server/notifications/replies/address";
import { handlers } from "@/server/people/jobs";
import type { Viewer } from "@/server/people/policy";
import { sessionByToken } from "@/server/people/sessions/commands";
import { takeSignInToken } from "@/server/people/sign-in/commands";
import { confirmEmailChange } from "@/server/people/sign-in/email-change/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { sign } from "@/server/platform/secrets/signed-link";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import { postComment } from "@/server/testing/fixtures/threads";
import { emailOf, paper, person, session } from "@/server/testing/world";

ownDatabase();
const BEFORE = Date.parse("2026-06-01T12:00:00Z");
const DAY = 24 * 3_600_000;
beforeEach(() => {
  process.env.INBOUND_DOMAIN = "reply.example.org";
  forgetEnv();
  setClock(new Date(BEFORE));
});
afterEach(() => setClock(undefined));

/** Changes somebody's address by the mailed link, in the browser with this session. */
async function changeAddress(viewer: Viewer, here: string): Promise<void> {
  const email = `new-${viewer.handle}@example.org`;
  await as(viewer).people.requestEmailChange({ email });
  await workOff(handlers);
  const { text } = await db.mailMessage.findFirstOrThrow({ where: { to: email } });
  await confirmEmailChange(viewer, /token=([\w-]+)/.exec(text)?.[1] ?? "", here);
  expect(await emailOf(viewer)).toBe(email);
}

it("ends the sessions of other browsers, and links to sign in that went to the address before", async () => {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const [here, there, others] = await Promise.all([ada, ada, bela].map(({ id }) => session(id)));
  const waiting = async (viewer: Viewer, tokenHash: string) => {
    const expiresAt = new Date(BEFORE + DAY);
    await db.signInToken.create({ data: { tokenHash, email: await emailOf(viewer), expiresAt } });
    return [tokenHash, await emailOf(viewer)] as const;
  };
  const [ofAda, ofBela] = [await waiting(ada, "hers"), await waiting(bela, "his")];
  await changeAddress(ada, here ?? "");
  const open = await Promise.all([here, there, others].map((token) => sessionByToken(token ?? "")));
  expect(open.map((one) => one?.viewer.id)).toEqual([ada.id, undefined, bela.id]);
  expect(await takeSignInToken(...ofAda)).toBeNull();
  expect(await takeSignInToken(...ofBela)).not.toBeNull();
});

it("makes the links of emails to the address before worth nothing, and those to the new one work", async () => {
  const { meetingId, others, slug } = await groupWithMeeting();
  const { viewer: ada } = memberAt(others);
  const { name: group } = await db.group.findUniqueOrThrow({ where: { slug } });
  const { id: paperId } = await paper();
  const source = { kind: "group" as const, group: slug };
  const choices = { cadence: "daily" as const, timeZone: "UTC", sources: [source] };
  const { id } = await as(ada).digests.create(choices);
  const personId = ada.id;
  const links = async (sentAt: number) => {
    const email = await emailOf(ada);
    return {
      upvote: sign(UPVOTE, { personId, paperId, sentAt }),
      answer: sign(RSVP, { personId, meetingId, sentAt }),
      manage: sign(MANAGE, { id, email }),
      unsubscribe: sign(UNSUBSCRIBE, { id, email }),
    };
  };
  const guest = as(null).digests;
  const tries = ({ upvote, answer, manage }: Awaited<ReturnType<typeof links>>) =>
    outcomes([
      guest.upvoteByMail({ token: upvote }),
      guest.upvoteLink({ token: upvote }),
      guest.answerByMail({ token: answer, answer: "yes" }),
      guest.answerLink({ token: answer }),
      guest.byLink({ token: manage }),
      guest.changeByLink({
        token: manage,
        subscription: { cadence: "weekly", timeZone: "UTC" },
      }),
    ]);
  const before = await links(BEFORE);
  expect(await tries(before)).toEqual(Array(6).fill("done"));
  setClock(new Date(BEFORE + DAY));
  await changeAddress(ada, "");
  expect(await tries(before)).toEqual(Array(6).fill("PRECONDITION_FAILED"));
  const ended = async () =>
    (await db.subscription.findUniqueOrThrow({ where: { id } })).unsubscribedAt !== null;
  expect(await guest.unsubscribeLink({ token: before.unsubscribe })).toBeNull();
  await guest.unsubscribe({ token: before.unsubscribe });
  expect(await ended()).toBe(false);
  const after = await links(BEFORE + 2 * DAY);
  expect(await tries(after)).toEqual(Array(6).fill("done"));
  // The page behind the link names the one subscription that it ends.
  expect(await guest.unsubscribeLink({ token: after.unsubscribe })).toEqual({
    about: expect.stringContaining(group),
    when: expect.stringMatching(/^Every Monday at /),
  });
  await guest.unsubscribe({ token: after.unsubscribe });
  expect(await ended()).toBe(true);
  expect(await guest.unsubscribeLink({ token: after.unsubscribe })).toBeNull();
  expect(await guest.unsubscribeLink({ token: `${after.unsubscribe}x` })).toBeNull();
});

it("takes no reply by email from the address before, and mutes nothing from there", async () => {
  const ada = await person("ada");
  const { threadId } = await postComment(ada, { paper: (await paper()).slug }, "Words.");
  const at = new Date(BEFORE);
  const address = (await replyAddress(ada.id, threadId, at)) ?? "";
  const mute = signMuteToken(ada.id, { threadId });
  expect(await readReplyAddress(address, at)).toEqual({ personId: ada.id, threadId });
  setClock(new Date(BEFORE + DAY));
  await changeAddress(ada, "");
  expect(await readReplyAddress(address, new Date(BEFORE + DAY))).toBe("expired");
  const muted = () => db.following.count({ where: { personId: ada.id, level: "mute" } });
  await as(null).notifications.muteByLink({ token: mute });
  expect(await muted()).toBe(0);
  const later = new Date(BEFORE + DAY);
  const next = (await replyAddress(ada.id, threadId, later)) ?? "";
  expect(await readReplyAddress(next, later)).toEqual({ personId: ada.id, threadId });
  await as(null).notifications.muteByLink({ token: signMuteToken(ada.id, { threadId }) });
  expect(await muted()).toBe(1);
});
