import { afterEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { person } from "@/server/testing/world";

ownDatabase();
afterEach(() => setClock(undefined));

it.each([
  ["the usual case", 60_000, 60_000],
  ["at the same time", 0, 1],
  ["by a process whose clock is behind", -60_000, 1],
])("dates a reply after its parent: %s", async (_, later, shown) => {
  const ada = await person();
  const slug = await paperSlug();
  const at = new Date("2026-11-24T12:05:00Z");
  setClock(at);
  const parentId = await writeComment(ada, slug, "The question");
  setClock(new Date(at.getTime() + later));
  const id = await writeComment(ada, slug, "The answer", { parentId });
  const { createdAt } = await db.comment.findUniqueOrThrow({ where: { id } });
  expect(createdAt.getTime() - at.getTime()).toBe(shown);
});
