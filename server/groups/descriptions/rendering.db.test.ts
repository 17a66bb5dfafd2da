import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { renewTexts } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { person } from "@/server/testing/world";
import { groupDescriptions } from "./rendering";

ownDatabase();

const fields = { visibility: "public", joinPolicy: "open", timeZone: "UTC" } as const;
const description = "We read **one** paper with $O(n^2)$ proofs\n\n- for *$5* each\n- <b>raw</b>";

it("shows a description with its Markdown and mathematics, and as plain words on a card", async () => {
  const ada = as(await person());
  const { slug } = await ada.groups.create({ ...fields, name: "First", description });
  const { descriptionHtml } = await ada.groups.head({ group: slug });
  expect(descriptionHtml).toMatch(/<strong>one<\/strong>[\s\S]*<math[\s\S]*<li>/);
  expect(descriptionHtml).toContain("&lt;b&gt;raw");
  const { groups } = await as(null).groups.list({ page: 1 });
  expect(groups[0]?.excerpt).toBe("We read one paper with O(n²) proofs for $5 each <b>raw</b>");
  await ada.groups.update({ ...fields, group: slug, name: "First", description: "*New*" });
  const after = await ada.groups.head({ group: slug });
  expect(after).toMatchObject({ description: "*New*", descriptionHtml: "<p><em>New</em></p>\n" });
});

it("refuses a table that is too large for a page, and names the field", async () => {
  const ada = as(await person());
  const large = `${"|a".repeat(120)}|\n${"|-".repeat(120)}|\n${"|\n".repeat(100)}`;
  const made = ada.groups.create({ ...fields, name: "Large", description: large });
  await expect(made).rejects.toMatchObject({ cause: { field: "description" } });
  expect(await outcomes([made])).toEqual(["BAD_REQUEST"]);
});

it("renders descriptions anew that an older renderer has left, and once", async () => {
  const ada = as(await person());
  const { slug } = await ada.groups.create({ ...fields, name: "Old", description });
  const now = await ada.groups.head({ group: slug });
  await db.group.update({
    where: { slug },
    data: { descriptionHtml: "<p>old</p>", rendering: 0 },
  });
  expect(await renewTexts([groupDescriptions])).toBe(1);
  expect(await ada.groups.head({ group: slug })).toEqual(now);
  await db.group.update({
    where: { slug },
    data: { descriptionHtml: "<p>newer</p>", rendering: RENDERING + 1 },
  });
  expect(await renewTexts([groupDescriptions])).toBe(0);
});
