import { beforeAll, expect, it } from "vitest";
import { forgetEnv } from "@/server/platform/env";
import { refuse } from "@/server/platform/refusal";
import { contextInTurn } from "./context";
import { createCallerFactory, publicProcedure, router } from "./procedures";

beforeAll(() => {
  process.env.DATABASE_URL = "postgres://nobody@localhost/none";
  process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  process.env.SITE_URL = "https://read.example.org";
  forgetEnv();
});

it("answers the calls of one request one after the other, and lets others in between", async () => {
  const events: string[] = [];
  const call = (name: string) =>
    publicProcedure.query(async () => {
      events.push(`${name} begins`);
      await null;
      events.push(`${name} ends`);
      setImmediate(() => events.push("somebody else"));
      if (name === "a") refuse("NOT_FOUND");
    });
  const routes = router({ a: call("a"), b: call("b"), c: call("c") });
  const caller = createCallerFactory(routes)(await contextInTurn(new Headers()));
  const all = await Promise.allSettled([caller.a(), caller.b(), caller.c()]);
  expect(all.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(events).toEqual([
    ...["a begins", "a ends", "somebody else"],
    ...["b begins", "b ends", "somebody else"],
    ...["c begins", "c ends"],
  ]);
});

it("gives a procedure that is put together from two others one turn", async () => {
  const both = publicProcedure.concat(publicProcedure).query(() => "said");
  const caller = createCallerFactory(router({ both }))(await contextInTurn(new Headers()));
  expect(await Promise.all([caller.both(), caller.both()])).toEqual(["said", "said"]);
});
