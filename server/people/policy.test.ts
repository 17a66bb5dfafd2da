import { expect, it } from "vitest";
import { accessTopic } from "@/server/platform/live";
import { viewerOf } from "@/server/testing/fixtures/viewers";
import { shortenAnswer } from "@/server/testing/refusals";
import { mayWrite, personTopic } from "./policy";

it("lets people write who are signed in and not suspended", () => {
  const ada = viewerOf("ada", { welcomed: false });
  expect(shortenAnswer(mayWrite(ada))).toBe("yes");
  expect(shortenAnswer(mayWrite({ ...ada, suspended: true, operator: true }))).toBe("SUSPENDED");
  expect(shortenAnswer(mayWrite(null))).toBe("SIGN_IN_NEEDED");
});

it("has different topics for two people, and two different ones for one person", () => {
  const topics = ["ada", "bela"].flatMap((id) => [personTopic(id), accessTopic(id)]);
  expect(new Set(topics).size).toBe(4);
});
