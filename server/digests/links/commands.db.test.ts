import { describe, expect, it } from "vitest";
import { RSVP } from "@/server/meetings/schema";
import { db } from "@/server/platform/database/db";
import { sign } from "@/server/platform/secrets/signed-link";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { papersOf } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import { person } from "@/server/testing/world";
import { MANAGE } from "../schema";
import { UPVOTE } from "./schema";

ownDatabase();

const sentAt = Date.now();
const DAY = 24 * 3600 * 1000;
const guest = () => as(null).digests;
const REFUSED = { code: "PRECONDITION_FAILED" };

describe("upvoting by a link in an email", () => {
  it("counts once for the reader of the email, by the button and not by opening the page", async () => {
    const [paper] = await papersOf([`By mail ${crypto.randomUUID()}`]);
    const paperId = paper?.id as string;
    const { id: personId } = await person();
    const token = sign(UPVOTE, { personId, paperId, sentAt });
    expect(await guest().upvoteLink({ token })).toMatchObject({ slug: paper?.slug });
    const votes = () => db.upvote.findMany({ where: { paperId }, select: { personId: true } });
    expect(await votes()).toEqual([]);
    await guest().upvoteByMail({ token });
    await guest().upvoteByMail({ token });
    expect(await votes()).toEqual([{ personId }]);
  });

  it("is refused if forged, too old, for another purpose, or from a suspended person", async () => {
    const [paper] = await papersOf([`By mail ${crypto.randomUUID()}`]);
    const paperId = paper?.id as string;
    const [{ id: personId }, suspended] = [await person(), await person({ suspended: true })];
    const good = sign(UPVOTE, { personId, paperId, sentAt });
    for (const token of [
      `${good}x`,
      sign(UPVOTE, { personId, paperId, sentAt: sentAt - 61 * DAY }),
      sign(RSVP, { personId, meetingId: paperId, sentAt }),
      sign(MANAGE, { id: paperId, email: "x@example.org" }),
      sign(UPVOTE, { personId: paperId, paperId, sentAt }),
    ])
      await expect(guest().upvoteByMail({ token }), token).rejects.toMatchObject(REFUSED);
    const token = sign(UPVOTE, { personId: suspended.id, paperId, sentAt });
    await expect(guest().upvoteByMail({ token })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await db.upvote.count({ where: { paperId } })).toBe(0);
  });
});

describe("an RSVP by a link in an email", () => {
  it("is saved for the reader of the email, as long as they are a member", async () => {
    const { meetingId, others } = await groupWithMeeting();
    const { viewer } = memberAt(others);
    const token = sign(RSVP, { personId: viewer.id, meetingId, sentAt });
    expect(await guest().answerLink({ token })).toMatchObject({ answer: null, cancelled: false });
    await guest().answerByMail({ token, answer: "yes" });
    await guest().answerByMail({ token, answer: "maybe" });
    expect(await guest().answerLink({ token })).toMatchObject({ answer: "maybe" });
    await expect(guest().answerByMail({ token: `${token}x`, answer: "no" })).rejects.toMatchObject(
      REFUSED,
    );
    const { groupId } = await db.meeting.findUniqueOrThrow({ where: { id: meetingId } });
    await db.suspension.create({ data: { groupId, personId: viewer.id } });
    await expect(guest().answerByMail({ token, answer: "no" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await db.rsvp.findMany({ where: { meetingId, personId: viewer.id } })).toMatchObject([
      { answer: "maybe" },
    ]);
    await db.membership.deleteMany({ where: { personId: viewer.id } });
    for (const call of [
      () => guest().answerLink({ token }),
      () => guest().answerByMail({ token, answer: "no" }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
