import { expect, it } from "vitest";
import { sendFeed } from "@/server/api/routes/feed";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";

ownDatabase();

it("keeps a secret calendar out of search engines and shared caches", async () => {
  const { organizer } = await groupWithMeeting();
  const { url } = await as(organizer.viewer).meetings.makeFeed();
  const token = url.split("/").at(-1) as string;
  const answer = await sendFeed(new Request(url), { token });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "x-robots-tag": "noindex",
    "cache-control": "private, no-cache",
    "content-type": "text/calendar; charset=utf-8",
  });
});
