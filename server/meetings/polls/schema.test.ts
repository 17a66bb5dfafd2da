import { expect, it } from "vitest";
import { readDateChoice } from "./schema";

const dates = [{ id: "a1" }, { id: "b2" }];

it.each([
  ["a1:yes", { a1: "yes" }],
  ["a1:no,B2:maybe", { a1: "no", b2: "maybe" }],
])("reads the answers in %j", (given, chosen) => {
  expect(readDateChoice(given, dates)).toEqual(chosen);
});

it.each([
  undefined,
  "",
  "a1",
  "a1:perhaps",
  "c3:yes",
  "a1:yes,c3:no",
  ["a1:yes", "b2:no"],
  `a1:yes${",a1:yes".repeat(1000)}`,
  "__proto__:yes",
])("fills in nothing for %j", (given) => {
  expect(readDateChoice(given, dates)).toBeNull();
});
