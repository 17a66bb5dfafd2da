import { expect, it } from "vitest";
import { pageNumber } from "@/server/platform/text/inputs";
import { ID, long } from "@/server/testing/lengths";
import { firstProblem } from "@/server/testing/refusals";
import {
  answerInput,
  askInput,
  correctInput,
  groupFields,
  handleInput,
  invitationInput,
  inviteEmailInput,
  roleInput,
  tokenInput,
} from "./schema";

const group = (changes: object) => ({ name: "Systems", timeZone: "UTC", ...changes });

it.each([
  ["a description of 2,000 characters", groupFields, group({ description: long(2000) })],
  ["a public group", groupFields, group({ visibility: "public", joinPolicy: "open" })],
  ["an unlisted group", groupFields, group({ visibility: "unlisted", joinPolicy: "request" })],
  ["a private group", groupFields, group({ visibility: "private", joinPolicy: "invitation" })],
  ["a message of 500 characters", askInput, { message: long(500) }],
  ["a token of 20 characters", tokenInput, { token: long(20) }],
  ["a token of 100 characters", tokenInput, { token: long(100) }],
  ["a handle of 60 signs", handleInput, { handle: long(60) }],
  ["a member", roleInput, { handle: "ada", role: "member" }],
  ["an organizer", roleInput, { handle: "ada", role: "organizer" }],
])("takes %s", (_, schema, value) => expect(firstProblem(schema, value)).toBeNull());

it.each([
  ["a name too long", groupFields, group({ name: long(81) }), "name: The name of the group is too"],
  [
    "much to say",
    groupFields,
    group({ description: long(2001) }),
    "description: The description is",
  ],
  ["a message too long", askInput, { message: long(501) }, "message: Your message is too long"],
  ["a token too short", tokenInput, { token: long(19) }, "token: "],
  ["a token too long", tokenInput, { token: long(101) }, "token: "],
  [
    "a sign before a handle",
    handleInput,
    { handle: "!ada" },
    "handle: This is not a valid handle.",
  ],
  ["a sign after a handle", handleInput, { handle: "ada!" }, "handle: This is not a valid handle."],
  ["an owner", roleInput, { handle: "ada", role: "owner" }, "role: "],
  ["nobody's role", roleInput, { role: "member" }, "handle: "],
  ["no answer", answerInput, { requestId: ID }, "accept: "],
  ["no address", inviteEmailInput, {}, "addresses: "],
  ["an empty list", inviteEmailInput, { addresses: " \n" }, "addresses: Enter at least one"],
  [
    "a list with a control character",
    inviteEmailInput,
    { addresses: "a@b.org\u0000" },
    "addresses: The list contains characters",
  ],
  ["a list too long", inviteEmailInput, { addresses: long(20_001) }, "addresses: The list is too"],
  ["an invitation to no address", correctInput, { invitationId: ID, email: "ada" }, "email: "],
  [
    "a name too long beside an address",
    correctInput,
    { invitationId: ID, email: "a@b.org", name: long(81) },
    "name: The name is too long",
  ],
  ["nothing to revoke", invitationInput, {}, "invitationId: "],
])("refuses %s", (_, schema, value, problem) => {
  expect(firstProblem(schema, value)).toContain(problem);
});

it("asks without a message", () => expect(askInput.parse({})).toEqual({ message: "" }));

it("reads pages up to the thousandth", () => {
  expect([1000, 1001].map((page) => pageNumber.parse(page))).toEqual([1000, 1]);
});
