import { AsyncLocalStorage } from "node:async_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { databasePool, db, transact } from "./db";

ownDatabase();

it("opens connections outside the request that needs them, so that they do not keep its page in memory", async () => {
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
  // The request itself keeps its context.
  expect(stores).toEqual(Array(4).fill("a page"));
});

it("keeps nothing of a request once its transaction is over", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const request = new AsyncLocalStorage<object>();
  const pages: WeakRef<object>[] = [];
  for (let count = 0; count < 20; count++) {
    const page = {};
    pages.push(new WeakRef(page));
    const seen = await request.run(page, () =>
      transact(async (tx) => {
        await tx.$queryRaw`SELECT 1`;
        // The work itself runs in the context of its request.
        return request.getStore() === page;
      }),
    );
    expect(seen).toBe(true);
  }
  // Finalizers run in a later turn of the event loop.
  for (let turn = 0; turn < 4; turn++) {
    collect();
    await new Promise((next) => setImmediate(next));
  }
  expect(pages.filter((page) => page.deref()).length).toBeLessThan(3);
});
