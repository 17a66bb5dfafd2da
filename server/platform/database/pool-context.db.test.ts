import { AsyncLocalStorage } from "node:async_hooks";
import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { databasePool, db } from "./db";

ownDatabase();

it("opens connections outside of the request that needs them, whose page they would hold", async () => {
  await db.$queryRaw`SELECT 1`;
  const request = new AsyncLocalStorage<string>();
  const opened: unknown[] = [];
  databasePool().on("connect", () => opened.push(request.getStore()));
  const stores = await request.run("a page", () =>
    Promise.all(
      Array.from({ length: 4 }, async () => {
        await db.$transaction((tx) => tx.$queryRaw`SELECT 1`);
        await databasePool().query("SELECT 1");
        return request.getStore();
      }),
    ),
  );
  expect(opened.length).toBeGreaterThan(0);
  expect(opened.every((store) => store === undefined)).toBe(true);
  // The request itself goes on as it was.
  expect(stores).toEqual(Array(4).fill("a page"));
});
