import { beforeAll, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { bytesOnPage, worst, worstPapers, worstPeople } from "@/server/testing/hostile/worst-texts";
import { readMeetingThread } from "@/server/threads/reading/queries";
import { LINK_CHARACTERS_MAX, LINKS_MAX } from "../schema";
import { meetingPage } from "./queries";

// A meeting with as much of everything as its limits allow, of the letters that take the most bytes.
ownDatabase();

/** A link with all its attributes: a text of 20,000 characters becomes 1,500 of them. */
const LINK = '<a href="https://a.bc" rel="nofollow ugc noopener noreferrer">https://a.bc</a> ';
const COMMENTS = 40;

let scope: MemberScope;
let meetingId: string;
beforeAll(async () => {
  scope = (await groupWithPool([])).organizer;
  const groupId = scope.group.id;
  const people = await worstPeople(320);
  const [paperId = ""] = await worstPapers(1);
  const reading = await db.reading.create({ data: { groupId, paperId } });
  const startsAt = new Date(Date.now() + 86_400_000);
  ({ id: meetingId } = await db.meeting.create({
    data: { groupId, readingId: reading.id, startsAt, place: worst(200) },
  }));
  await db.$executeRaw`
    INSERT INTO "Rsvp" ("meetingId", "personId", answer) SELECT ${meetingId}::uuid, p,
      (ARRAY['yes', 'maybe', 'no'])[1 + n % 3]::"RsvpAnswer" FROM unnest(${people}::uuid[]) WITH ORDINALITY AS w(p, n)`;
  await db.meetingText.createMany({
    data: (["agenda", "notes"] as const).map((kind) => ({
      ...{ meetingId, kind, version: 1, body: worst(20_000), html: LINK.repeat(1500) },
    })),
  });
  const { id: threadId } = await db.thread.create({
    data: { groupId, meetingId, commentCount: COMMENTS, lastNumber: COMMENTS },
  });
  await db.$executeRaw`
    INSERT INTO "Comment" (id, "threadId", "authorId", number, body, html, "quotedText", "clientKey", "pinnedAt")
    SELECT gen_random_uuid(), ${threadId}::uuid, ${scope.viewer.id}::uuid, n, ${worst(10_000)}, '<p>.</p>', ${worst(10_000)},
      gen_random_uuid(), CASE WHEN n < 12 THEN now() END FROM generate_series(1, ${COMMENTS}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Quote" ("commentId", "threadId", source, exact, prefix, suffix)
    SELECT id, "threadId", 'abstract', ${worst(1000)}, ${worst(64)}, ${worst(64)} FROM "Comment"`;
});

it("takes links as long as their addresses have room together", async () => {
  const { addLink } = as(scope.viewer).meetings;
  const group = scope.group.slug;
  const link = (characters: number) => ({
    ...{ group, meetingId, title: worst(120) },
    url: `https://example.org/?${worst(characters - 21)}`,
  });
  const each = LINK_CHARACTERS_MAX / LINKS_MAX;
  for (let count = 1; count < LINKS_MAX; count++) await addLink(link(each));
  await expect(addLink(link(each + 1))).rejects.toMatchObject({ code: "CONFLICT" });
  await addLink(link(each));
});

it("bounds the bytes of a meeting's page, and of its thread", async () => {
  const page = await meetingPage(scope, meetingId);
  const thread = await readMeetingThread(scope, meetingId, { order: "oldest", page: 1 });
  // Each stands on the page a second time, as HTML.
  expect(bytesOnPage(page)).toBeLessThan(400_000);
  expect(bytesOnPage(thread)).toBeLessThan(320_000);
});

it("shows the notes, and what is left of the room to the agenda; their sources stay behind", async () => {
  const { member } = await meetingPage(scope, meetingId);
  expect(member?.notes).toMatchObject({ folded: false, empty: false, html: LINK.repeat(1500) });
  expect(member?.agenda).toMatchObject({ folded: true, empty: false, html: "" });
  expect(JSON.stringify(member)).not.toContain('"body"');
  const { body } = await as(scope.viewer).meetings.textVersion({
    ...{ group: scope.group.slug, meetingId, kind: "agenda", version: 1 },
  });
  expect(body).toBe(worst(20_000));
});

it("folds comments whose sources have no room, and drops what they quote with them", async () => {
  const { comments, quotes } = await readMeetingThread(scope, meetingId, {
    order: "oldest",
    page: 1,
  });
  const folded = comments.filter((one) => one.folded);
  expect(folded.length).toBeGreaterThan(10);
  expect(comments[0]).toMatchObject({ folded: false, body: worst(10_000) });
  for (const one of folded)
    expect(one).toMatchObject({ body: null, quotedText: null, quote: null });
  expect(quotes.length).toBeLessThan(COMMENTS);
});
