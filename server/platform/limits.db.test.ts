import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database";
import { spend } from "./limits";
import { Refusal } from "./refusal";

ownDatabase();

it("lets through as often as agreed, however many ask at once, and counts each key for itself", async () => {
  const limit = { name: "test", points: 5, perSeconds: 3600 };
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => spend(limit, "ada")));
  const refused = answers.filter((answer) => answer.status === "rejected");
  expect(refused).toHaveLength(7);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(Refusal);
    expect(reason.code).toBe("TOO_MANY");
    expect(reason.retryAfterSeconds).toBeGreaterThan(3500);
  }
  await spend(limit, "grace");
});
