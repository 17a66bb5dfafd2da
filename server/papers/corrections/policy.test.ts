import { describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { mayAnswer, mayDelete, mayEdit, type Uses } from "./policy";

const viewer = (id: string, moderator = false): Viewer => ({
  ...{ id, handle: id, name: id, timeZone: "UTC", moderator },
  ...{ suspended: false, welcomed: true, operator: false },
});
const [ada, bela, mona] = [viewer("ada"), viewer("bela"), viewer("mona", true)];
const UNUSED: Uses = {
  ...{ upvotes: 0, comments: 0, discussed: false },
  ...{ followed: false, listed: false, inGroups: false, byOthers: false },
};
const paperOf = (uses: Partial<Uses> = {}, addedById: string | null = "ada") => ({
  addedById,
  uses: { ...UNUSED, ...uses },
});
const code = (answer: ReturnType<typeof mayEdit>) => (answer === true ? "may" : answer.code);

describe("editing", () => {
  it.each([
    ["nothing", {}, "may"],
    ["her own comment and nomination", { comments: 1, discussed: true, inGroups: true }, "may"],
    ["a list of her group", { listed: true }, "may"],
    ["an upvote of somebody else", { upvotes: 1 }, "NOT_ALLOWED"],
    ["somebody who follows it", { followed: true }, "NOT_ALLOWED"],
    ["what others wrote, nominated or read", { byOthers: true }, "NOT_ALLOWED"],
  ] as const)("by the one who added it, with %s", (_, uses, answer) => {
    expect(code(mayEdit(ada, paperOf(uses)))).toBe(answer);
    expect(code(mayEdit(mona, paperOf(uses)))).toBe("may");
    expect(code(mayEdit(bela, paperOf(uses)))).toBe("NOT_ALLOWED");
  });

  it("an imported paper is for moderators", () => {
    expect(code(mayEdit(ada, paperOf({}, null)))).toBe("NOT_ALLOWED");
    expect(code(mayEdit(mona, paperOf({}, null)))).toBe("may");
  });
});

describe("deleting", () => {
  it.each([
    [{ upvotes: 1 }, "1 other person upvoted it"],
    [
      { upvotes: 3, comments: 2, discussed: true },
      "3 other people upvoted it, and it has 2 comments",
    ],
    [{ discussed: true }, "there are comments on it"],
    [{ followed: true }, "somebody follows it"],
    [{ inGroups: true }, "it was nominated or read in a group"],
    [{ listed: true }, "it is on a group's list"],
  ])("is refused while %j", (uses, why) => {
    for (const who of [ada, mona]) {
      expect(mayDelete(who, paperOf(uses))).toMatchObject({
        code: "CLOSED",
        message: `This paper cannot be deleted, because ${why}.`,
      });
    }
    expect(mayDelete(bela, paperOf(uses))).toMatchObject({ code: "NOT_ALLOWED" });
  });

  it("is for the one who added it, and moderators", () => {
    expect([ada, mona, bela].map((who) => code(mayDelete(who, paperOf())))).toEqual([
      "may",
      "may",
      "NOT_ALLOWED",
    ]);
  });
});

it("suggestions are answered by the one who added the paper, or moderators, but not by their own author alone", () => {
  const by = (suggestedById: string) => ({ suggestedById });
  expect(code(mayAnswer(ada, paperOf(), by("bela")))).toBe("may");
  expect(code(mayAnswer(mona, paperOf(), by("bela")))).toBe("may");
  expect(code(mayAnswer(ada, paperOf(), by("ada")))).toBe("NOT_ALLOWED");
  expect(code(mayAnswer(bela, paperOf(), by("ada")))).toBe("NOT_FOUND");
});
