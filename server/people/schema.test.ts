import { expect, it } from "vitest";
import { long } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import {
  accountInput,
  blockInput,
  confirmInput,
  deleteInput,
  emailInput,
  profileInput,
  tokenInput,
  welcomeInput,
  whereTo,
} from "./schema";

const profile = (handle: string) => ({ name: "Ada", timeZone: "UTC", handle });
const confirm = (token: string) => ({ email: "ada@example.org", token });

it.each([
  ["a handle of 2 signs", profileInput, profile("a1")],
  ["a handle of 30 signs", profileInput, profile(long(30))],
  ["a handle that ends with a hyphen", profileInput, profile("1-")],
  ["a handle that only begins like those kept back", profileInput, profile("deleted")],
  ["a handle between many blanks", profileInput, profile(`${" ".repeat(29)}Ada${" ".repeat(28)}`)],
  ["a name of 80 characters", welcomeInput, { name: long(80), timeZone: "UTC" }],
  ["a token of 1 character", confirmInput, confirm("t")],
  ["a token of 100 characters", confirmInput, confirm(long(100))],
  ["a long token of 20 characters", tokenInput, { token: long(20) }],
  ["a long token of 100 characters", tokenInput, { token: long(100) }],
  ["a provider of 40 letters", accountInput, { provider: long(40) }],
  ["a handle of 60 signs to block", blockInput, { handle: "a-1".padEnd(60, "b") }],
  ["a handle of 60 signs to delete", deleteInput, { handle: long(60) }],
])("takes %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

const HANDLE = "handle: A handle has 2 to 30 lowercase letters, digits or hyphens.";
it.each([
  ["a handle of 1 sign", profileInput, profile("a"), HANDLE],
  ["a handle of 31 signs", profileInput, profile(long(31)), HANDLE],
  ["a handle of more than 60 signs", profileInput, profile(`${" ".repeat(59)}ada`), HANDLE],
  ["a handle that begins with a hyphen", profileInput, profile("-a"), HANDLE],
  ["a tab at its end", profileInput, profile("ada\t"), HANDLE],
  ["one kept back", profileInput, profile("deleted-1"), "handle: Handles that begin with deleted-"],
  [
    "a name too long",
    welcomeInput,
    { name: long(81), timeZone: "UTC" },
    "name: Your name is too lo",
  ],
  ["no name", welcomeInput, { name: " ", timeZone: "UTC" }, "name: Your name cannot be empty."],
  ["no time zone", welcomeInput, { name: "Ada", timeZone: "" }, "timeZone: Choose a time zone"],
  ["no address", emailInput, { email: "" }, "email: Enter an email address"],
  ["no token", confirmInput, confirm(""), "token: "],
  ["a token too long", confirmInput, confirm(long(101)), "token: "],
  ["a token too short", tokenInput, { token: long(19) }, "token: "],
  ["another too long", tokenInput, { token: long(101) }, "token: "],
  ["no provider", accountInput, { provider: "" }, "provider: There is no such account."],
  ["41 letters", accountInput, { provider: long(41) }, "provider: There is no such account."],
  ["a sign before", accountInput, { provider: "/orcid" }, "provider: There is no such account."],
  ["a sign after", accountInput, { provider: "orcid/" }, "provider: There is no such account."],
  ["nobody to block", blockInput, { handle: "" }, "handle: This is not a valid handle."],
  ["a sign before a handle", blockInput, { handle: "!ada" }, "handle: This is not a valid handle."],
  ["a sign after a handle", blockInput, { handle: "ada!" }, "handle: This is not a valid handle."],
  ["61 signs", blockInput, { handle: long(61) }, "handle: "],
  [
    "a name to delete",
    deleteInput,
    { handle: long(61) },
    "handle: This is longer than any handle.",
  ],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});

it("continues at a path of up to 500 characters", () => {
  expect(whereTo.parse(`/${long(499)}`)).toBe(`/${long(499)}`);
  expect(whereTo.parse(`/${long(500)}`)).toBe("/");
});
