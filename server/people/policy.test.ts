import { expect, it } from "vitest";
import { accessTopic } from "@/server/platform/live";
import { inShort } from "@/server/testing/sayings/answers";
import { mayWrite, personTopic } from "./policy";

it("lets people write who are signed in and not suspended", () => {
  const ada = {
    id: "ada",
    handle: "ada",
    name: "Ada",
    timeZone: "UTC",
    suspended: false,
    welcomed: false,
    moderator: false,
    operator: false,
  };
  expect(inShort(mayWrite(ada))).toBe("yes");
  expect(inShort(mayWrite({ ...ada, suspended: true, operator: true }))).toBe("SUSPENDED");
  expect(inShort(mayWrite(null))).toBe("SIGN_IN_NEEDED");
});

it("has different topics for two people, and two different ones for one person", () => {
  const topics = ["ada", "bob"].flatMap((id) => [personTopic(id), accessTopic(id)]);
  expect(new Set(topics).size).toBe(4);
});
