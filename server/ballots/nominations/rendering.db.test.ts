import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { renewTexts } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { talkingGroup } from "@/server/testing/fixtures/threads";
import { pitches } from "./rendering";

ownDatabase();

const pitch = "**Short**, and it proves $x^2 \\ge 0$.\n\n<script>x</script>";

async function nominated() {
  const { ada, slug: group, paper } = await talkingGroup();
  const { id: paperId } = await db.paper.findUniqueOrThrow({ where: { slug: paper } });
  const { id } = await as(ada).nominations.nominate({ group, paperId, pitch });
  const shown = async () => (await as(ada).nominations.pool({ group, page: 1 })).nominations[0];
  return { id, shown };
}

it("shows a pitch with its Markdown and mathematics, and raw HTML as text", async () => {
  const { shown } = await nominated();
  const { pitchHtml } = (await shown()) ?? {};
  expect(pitchHtml).toMatch(/<strong>Short<\/strong>[\s\S]*<math/);
  expect(pitchHtml).toContain("&lt;script&gt;x");
  expect(pitchHtml).not.toContain("<script");
});

it("renders pitches anew that an older renderer has left, and once", async () => {
  const { id, shown } = await nominated();
  const before = await shown();
  const old = (rendering: number) =>
    db.nomination.update({ where: { id }, data: { pitchHtml: "<p>old</p>", rendering } });
  await old(0);
  expect(await renewTexts([pitches])).toBe(1);
  expect(await shown()).toEqual(before);
  await old(RENDERING + 1);
  expect(await renewTexts([pitches])).toBe(0);
  expect((await shown())?.pitchHtml).toBe("<p>old</p>");
});
