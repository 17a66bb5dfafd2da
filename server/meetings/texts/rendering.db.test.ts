import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { A_RUN, renewTexts } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import { saveText, textVersion } from "./commands";
import { meetingTexts } from "./rendering";

ownDatabase();

it("renders every version of agendas and notes anew that an older renderer has left, and once", async () => {
  const { organizer, others, meetingId } = await groupWithMeeting();
  const [agenda, notes] = [
    { meetingId, kind: "agenda" } as const,
    { meetingId, kind: "notes" } as const,
  ];
  const body = "- [ ] so \\(x^2\\)";
  await saveText(organizer, { ...agenda, body, basedOn: 0 });
  await saveText(memberAt(others), { ...notes, body, basedOn: 0 });
  await saveText(memberAt(others), { ...notes, body: `${body}!`, basedOn: 1 });
  const all = () => db.meetingText.findMany({ orderBy: [{ kind: "asc" }, { version: "asc" }] });
  const now = await all();
  expect(now.map(({ rendering }) => rendering)).toEqual([RENDERING, RENDERING, RENDERING]);
  await db.meetingText.updateMany({ data: { html: "<p>old</p>", rendering: 0 } });
  const newer = { ...notes, version: 2 };
  await db.meetingText.updateMany({ where: newer, data: { rendering: RENDERING + 1 } });
  expect(await meetingTexts.left()).toBe(2);
  expect(await renewTexts([meetingTexts], A_RUN)).toBe(2);
  expect((await textVersion(organizer, newer)).html).toBe("<p>old</p>");
  await db.meetingText.updateMany({ where: newer, data: { rendering: 0 } });
  expect(await renewTexts([meetingTexts], A_RUN)).toBe(1);
  expect(await all()).toEqual(now);
  expect(await renewTexts([meetingTexts], A_RUN)).toBe(0);
});
