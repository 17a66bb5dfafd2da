import { expect, it, vi } from "vitest";
import { z } from "zod";
import { Prisma } from "@/prisma/generated/client";
import { PAST_THE_PARSER } from "@/server/platform/database/foreseen";
import { log } from "@/server/platform/log";
import { Refusal } from "@/server/platform/refusal";
import { plainRefusal } from "./plain-refusal";

/** The error that Prisma throws when PostgreSQL refuses. */
const refusedWith = (originalCode: string) =>
  new Prisma.PrismaClientKnownRequestError("no", {
    code: "P2039",
    clientVersion: "7",
    meta: { driverAdapterError: { cause: { originalCode } } },
  });

it("answers a refusal by its status and its sentence", async () => {
  const answer = plainRefusal(new Refusal("TOO_MANY", { retryAfterSeconds: 7 }));
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
});

it("answers an input that is not valid with what is wrong", async () => {
  const { error } = z.string().max(3, "At most three signs.").safeParse("four");
  const answer = plainRefusal(error);
  expect([answer.status, await answer.text()]).toEqual([400, "At most three signs.\n"]);
});

it.each([
  ["NUL", "22021"],
  ["no uuid", "22P02"],
  ["a number too large", "22003"],
  ["a time that is none", "22009"],
  ["NUL in JSON", "22P05"],
  ["a CHECK", "23514"],
  ["too long for an index", "54000"],
])("answers what only the database refuses with a no: %s", async (_, code) => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const answer = plainRefusal(refusedWith(code));
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
  expect([answer.status, await answer.text()]).toEqual([400, `${PAST_THE_PARSER}\n`]);
});

it.each([
  ["what it refers to is gone", "23503", 404],
  ["two waited for each other", "40P01", 409],
])("answers with a no where somebody else was faster: %s", (_, code, status) => {
  const logged = vi.spyOn(log, "warn").mockImplementation(() => {});
  expect(plainRefusal(refusedWith(code)).status).toBe(status);
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
});

it.each(["23502", "57P01", "08006"])("throws what is a fault: %s", (code) => {
  const fault = refusedWith(code);
  expect(() => plainRefusal(fault)).toThrow(fault);
});
