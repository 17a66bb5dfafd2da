import { expect, it } from "vitest";
import type { Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { mayEdit, mayRemove } from "./policy";

const ada: Viewer = {
  id: "ada",
  handle: "ada",
  name: "Ada",
  timeZone: "UTC",
  suspended: false,
  welcomed: true,
};
const bob = { ...ada, id: "bob" };
const live = { authorId: "ada", deleted: false };
const answer = (said: true | { code: string }) => (said === true ? true : said.code);

it("lets only the author edit, and nobody what is deleted", () => {
  expect(answer(mayEdit(ada, live))).toBe(true);
  expect(answer(mayEdit(bob, live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(null, live))).toBe("SIGN_IN_NEEDED");
  expect(answer(mayEdit({ ...ada, suspended: true }, live))).toBe("SUSPENDED");
  expect(answer(mayEdit(ada, { ...live, deleted: true }))).toBe("CLOSED");
});

it.each<[string, Viewer | null, Role | null, true | string]>([
  ["the author", ada, null, true],
  ["the author in a group", ada, "member", true],
  ["another in a public thread", bob, null, "NOT_ALLOWED"],
  ["another member", bob, "member", "NOT_ALLOWED"],
  ["an organizer", bob, "organizer", true],
  ["the owner", bob, "owner", true],
  ["a suspended author", { ...ada, suspended: true }, null, "SUSPENDED"],
  ["a guest", null, null, "SIGN_IN_NEEDED"],
])("says whether %s may delete", (_, viewer, role, said) => {
  expect(answer(mayRemove(viewer, role, live))).toBe(said);
});

it("deletes nothing twice", () => {
  expect(answer(mayRemove(ada, null, { ...live, deleted: true }))).toBe("CLOSED");
});
