import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { paper } from "@/server/testing/world";
import { db } from "./db";

ownDatabase();

/** Texts that are prepared on the connection of a transaction. */
const prepared = (tx: Pick<typeof db, "$queryRawUnsafe">) =>
  tx.$queryRawUnsafe<{ statement: string }[]>(
    `SELECT statement FROM pg_prepared_statements -- ${crypto.randomUUID()}`,
  );

it("prepares a statement that comes again, once, whatever its values", async () => {
  const { id } = await paper({ title: "Named" });
  await db.$transaction(async (tx) => {
    const titleOf = (at: string) =>
      tx.paper.findUnique({ where: { id: at }, select: { title: true } });
    for (let count = 0; count < 8; count++) {
      expect(await titleOf(id)).toMatchObject({ title: expect.stringContaining("Named") });
      expect(await titleOf(crypto.randomUUID())).toBeNull();
    }
    const texts = (await prepared(tx)).map(({ statement }) => statement);
    expect(
      texts.filter((text) => text.includes(`"title"`) && text.includes(`"Paper"`)),
    ).toHaveLength(1);
    expect(texts.filter((text) => text.includes("pg_prepared_statements"))).toEqual([]);
  });
});

it("goes on when a column is added meanwhile", async () => {
  const { id } = await paper({ title: "Grown" });
  const titleOf = () => db.paper.findUnique({ where: { id }, select: { title: true } });
  for (let count = 0; count < 8; count++) await titleOf();
  await db.$executeRawUnsafe(`ALTER TABLE "Paper" ADD COLUMN later text`);
  expect(await titleOf()).toMatchObject({ title: expect.stringContaining("Grown") });
});
