import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { enqueueRenewal, RENDER } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { soon } from "@/server/testing/time";
import { person } from "@/server/testing/world";
import { STORED_TEXTS, startJobs } from "./jobs";

ownDatabase();

const left = async () =>
  (await Promise.all(STORED_TEXTS.map((texts) => texts.left()))).reduce((sum, one) => sum + one, 0);

it("renders what another renderer has left as soon as the site starts", async () => {
  const slug = await paperSlug();
  const commentId = await writeComment(await person(), slug, "so $x$");
  await db.paper.update({
    where: { slug },
    data: { rendering: RENDERING - 1, excerptHtml: "old" },
  });
  await db.comment.update({ where: { id: commentId }, data: { rendering: 0, html: "old" } });
  const words = { body: "was $x$", html: "old" };
  await db.commentVersion.create({
    data: { commentId, version: 1, createdAt: new Date(), ...words },
  });
  expect(await left()).toBe(3);
  let jobs: Awaited<ReturnType<typeof startJobs>> | undefined;
  const statements = await statementsOf(async () => {
    jobs = await startJobs();
  });
  try {
    // The next minute would bring it, too.
    const asked = ({ text, values }: (typeof statements)[number]) =>
      text.includes("graphile_worker.add_job(") && values[0] === RENDER.name;
    expect(statements.filter(asked)).toHaveLength(1);
    await soon(async () => expect(await left()).toBe(0));
  } finally {
    await jobs?.stop();
  }
  const { html } = await db.comment.findUniqueOrThrow({ where: { id: commentId } });
  expect(html).toContain("<math");
});

it("asks once for what another renderer has left, however many start at once", async () => {
  await Promise.all([enqueueRenewal(), enqueueRenewal()]);
  await enqueueRenewal();
  const [row] = await db.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM graphile_worker.jobs WHERE task_identifier = ${RENDER.name}`;
  expect(row?.waiting).toBe(1);
});

it("knows of every column that keeps HTML", async () => {
  const columns = await db.$queryRaw<{ table: string }[]>`
    SELECT DISTINCT table_name AS table FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name ILIKE '%html' ORDER BY 1`;
  const numbered = await db.$queryRaw<{ table: string }[]>`
    SELECT table_name AS table FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'rendering' ORDER BY 1`;
  // A sent email is stored.
  expect(columns.map(({ table }) => table).filter((table) => table !== "MailMessage")).toEqual(
    numbered.map(({ table }) => table),
  );
  expect(numbered).toHaveLength(STORED_TEXTS.length);
});
