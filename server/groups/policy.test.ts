import { describe, expect, it } from "vitest";
import { Refusal } from "@/server/platform/refusal";
import { scopeOf } from "@/server/testing/fixtures/viewers";
import { shortenAnswer } from "@/server/testing/refusals";
import {
  atLeast,
  groupTopic,
  type JoinPolicy,
  mayActAs,
  mayAsk,
  mayHandOver,
  mayJoin,
  mayLeave,
  mayRemove,
  maySeeGroup,
  maySetRole,
  maySuspend,
  mayTakePart,
  type Role,
  type Visibility,
} from "./policy";

/** The result in one word: "yes", or the code of the refusal. */
function word(answer: true | Refusal): string {
  return answer === true ? "yes" : answer.code;
}

describe("the rights of a role", () => {
  it.each<[Role | null, Role, boolean]>([
    [null, "member", false],
    ["member", "member", true],
    ["member", "organizer", false],
    ["member", "owner", false],
    ["organizer", "member", true],
    ["organizer", "organizer", true],
    ["organizer", "owner", false],
    ["owner", "member", true],
    ["owner", "organizer", true],
    ["owner", "owner", true],
  ])("%s has the rights of %s: %s", (role, wanted, expected) => {
    expect(atLeast(role, wanted)).toBe(expected);
    expect(word(mayActAs(scopeOf(role), wanted))).toBe(expected ? "yes" : "NOT_ALLOWED");
  });

  it("asks a guest to sign in first", () => {
    expect(word(mayActAs(scopeOf(null, null), "member"))).toBe("SIGN_IN_NEEDED");
  });
});

describe("the visibility of a group", () => {
  it.each<[Visibility, Role | null, string]>([
    ["public", null, "yes"],
    ["unlisted", null, "yes"],
    ["private", null, "NOT_FOUND"],
    ["private", "member", "yes"],
    ["private", "organizer", "yes"],
    ["private", "owner", "yes"],
  ])("%s, seen as %s: %s", (visibility, role, expected) => {
    expect(word(maySeeGroup(visibility, role))).toBe(expected);
  });
});

describe("ways for strangers to join", () => {
  it.each<[Visibility, JoinPolicy, string, string]>([
    ["public", "open", "yes", "NOT_ALLOWED"],
    ["public", "request", "NOT_ALLOWED", "yes"],
    ["public", "invitation", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["unlisted", "open", "yes", "NOT_ALLOWED"],
    ["unlisted", "request", "NOT_ALLOWED", "yes"],
    ["unlisted", "invitation", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["private", "open", "NOT_FOUND", "NOT_FOUND"],
    ["private", "request", "NOT_FOUND", "NOT_FOUND"],
    ["private", "invitation", "NOT_FOUND", "NOT_FOUND"],
  ])("%s and %s: joining %s, asking %s", (visibility, joinPolicy, joining, asking) => {
    expect(word(mayJoin({ visibility, joinPolicy }))).toBe(joining);
    expect(word(mayAsk({ visibility, joinPolicy }))).toBe(asking);
  });
});

describe("acts on a member", () => {
  it.each<[Role | null, Role, string, string, string]>([
    [null, "member", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["member", "member", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["member", "organizer", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["member", "owner", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["organizer", "member", "yes", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["organizer", "organizer", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["organizer", "owner", "NOT_ALLOWED", "NOT_ALLOWED", "NOT_ALLOWED"],
    ["owner", "member", "yes", "yes", "yes"],
    ["owner", "organizer", "yes", "yes", "yes"],
    ["owner", "owner", "NOT_ALLOWED", "NOT_ALLOWED", "ALREADY_DONE"],
  ])("%s to %s: remove %s, set role %s, hand over %s", (mine, theirs, remove, set, hand) => {
    expect(word(mayRemove(mine, theirs))).toBe(remove);
    expect(word(maySetRole(mine, theirs))).toBe(set);
    expect(word(mayHandOver(mine, theirs))).toBe(hand);
  });

  it("lets everybody but the owner leave, and tells the owner what to do first", () => {
    expect(word(mayLeave("member"))).toBe("yes");
    expect(word(mayLeave("organizer"))).toBe("yes");
    const answer = mayLeave("owner");
    expect(answer).toBeInstanceOf(Refusal);
    expect((answer as Refusal).message).toContain("Hand it over");
  });
});

describe("suspending members", () => {
  it.each<[Role | null, Role | null, string]>([
    [null, "member", "NOT_ALLOWED: …"],
    ["member", null, "NOT_ALLOWED: …"],
    ["member", "member", "NOT_ALLOWED: …"],
    ["organizer", null, "yes"],
    ["organizer", "member", "yes"],
    ["organizer", "organizer", "NOT_ALLOWED: …"],
    ["organizer", "owner", "NOT_ALLOWED: …"],
    ["owner", null, "yes"],
    ["owner", "member", "yes"],
    ["owner", "organizer", "yes"],
    ["owner", "owner", "NOT_ALLOWED: …"],
  ])("%s to %s, null for somebody who has left: %s", (mine, theirs, said) => {
    expect(shortenAnswer(maySuspend(mine, theirs, false))).toBe(said);
    expect(shortenAnswer(maySuspend(mine, theirs, true))).toBe("NOT_ALLOWED: …");
  });

  it("lets people who are suspended from the group only read", () => {
    expect(shortenAnswer(mayTakePart(scopeOf("member")))).toBe("yes");
    expect(shortenAnswer(mayTakePart({ ...scopeOf("owner"), suspended: true }))).toBe(
      "SUSPENDED: …",
    );
  });
});

it("explains a refusal: which role may, or what to do instead", () => {
  const refusals = [
    mayActAs(scopeOf(null), "member"),
    mayActAs(scopeOf("member"), "organizer"),
    mayActAs(scopeOf("organizer"), "owner"),
    mayJoin({ visibility: "public", joinPolicy: "request" }),
    mayAsk({ visibility: "public", joinPolicy: "open" }),
    mayLeave("owner"),
    mayRemove("member", "member"),
    mayRemove("organizer", "owner"),
    maySuspend("member", "member", false),
    maySuspend("organizer", "member", true),
    maySuspend("organizer", "owner", false),
    maySetRole("organizer", "member"),
    maySetRole("owner", "owner"),
    mayHandOver("organizer", "member"),
  ];
  for (const answer of refusals) expect(shortenAnswer(answer)).toBe("NOT_ALLOWED: …");
  expect(shortenAnswer(mayHandOver("owner", "owner"))).toBe("ALREADY_DONE: …");
});

it("has different topics for two groups", () => {
  expect(groupTopic("a")).not.toBe(groupTopic("b"));
});
