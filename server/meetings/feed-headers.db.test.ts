import { expect, it } from "vitest";
import { GET } from "@/app/api/calendar/[token]/route";
import { as } from "@/server/testing/callers";
import { ownDatabase } from "@/server/testing/database";
import { withMeeting } from "@/server/testing/meeting";

ownDatabase();

it("keeps a secret calendar from search engines and from caches in between", async () => {
  const { organizer } = await withMeeting();
  const { url } = await as(organizer.viewer).meetings.makeFeed();
  const token = url.split("/").at(-1) as string;
  const answer = await GET(new Request(url), { params: Promise.resolve({ token }) });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "x-robots-tag": "noindex",
    "cache-control": "private, no-cache",
    "content-type": "text/calendar; charset=utf-8",
  });
});
