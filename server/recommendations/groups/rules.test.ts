import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEED, size } from "@/server/testing/tier";
import { type Known, seldomChosen, suggest } from "./rules";

const RUNS = { seed: SEED, numRuns: size(200, 5000) };

/** Papers are alike if their names begin with the same letter, the more so the nearer their numbers. */
const near = (one: string, other: string) =>
  one[0] === other[0] ? 1 / (1 + Math.abs(Number(one.slice(1)) - Number(other.slice(1)))) : 0;
const alike = (one: string, other: string) => near(one, other) > 0;
const possible = (...ids: string[]) =>
  ids.map((paperId) => ({ paperId, normalizedTitle: `title of ${paperId}` }));
const liked = (paperId: string, value = 1): Known => ({ paperId, how: "chosen", value });
const base = { near, alike, known: [] as Known[], wishes: [] };
const idsOf = (choice: Parameters<typeof suggest>[0]) => suggest(choice).map((one) => one.paperId);

describe("members whose papers are seldom chosen", () => {
  const stood = (memberId: string | null, ...chosen: boolean[]) =>
    chosen.map((one, at) => ({ memberId, paperId: `${memberId}${at}`, chosen: one }));

  it("are those with less than half the share of all, the smallest first", () => {
    const rows = [
      ...stood("ada", true, true, true, false),
      ...stood("bela", false, false, false, false, true),
      ...stood("chen", false, false),
      ...stood("dalia", false),
    ];
    // A third of all were chosen; a fifth of Béla's is more than half of that.
    expect(seldomChosen(rows)).toEqual(["chen"]);
    expect(seldomChosen([...rows, ...stood("ada", true, true, true, true)])).toEqual([
      "chen",
      "bela",
    ]);
  });

  it("are nobody where nothing was chosen, and nobody who has left", () => {
    expect(seldomChosen([])).toEqual([]);
    expect(seldomChosen(stood("ada", false, false))).toEqual([]);
    expect(seldomChosen([...stood(null, false, false), ...stood("ada", true, true)])).toEqual([]);
  });
});

describe("suggestions", () => {
  it("are near to what the group likes, the nearest first, with that as the reason", () => {
    const found = suggest({
      ...base,
      possible: possible("a3", "a2", "b1"),
      known: [liked("a1"), liked("b9")],
    });
    expect(found).toEqual([
      { paperId: "a2", because: "a1", how: "chosen", memberId: null },
      { paperId: "a3", because: "a1", how: "chosen", memberId: null },
      { paperId: "b1", because: "b9", how: "chosen", memberId: null },
    ]);
  });

  it("are far from what the group keeps turning down", () => {
    const known = [liked("a1", 0.5), liked("b5")];
    const choice = { ...base, possible: possible("a2", "b6"), known };
    expect(idsOf(choice)).toEqual(["b6", "a2"]);
    expect(idsOf({ ...choice, known: [...known, liked("a2", -1), liked("a3", -1)] })).toEqual([
      "b6",
    ]);
  });

  it("are not for one reason more than twice, and never two versions of a paper", () => {
    const choice = {
      ...base,
      possible: possible("a2", "a3", "a4", "b2"),
      known: [liked("a1"), liked("b1")],
    };
    expect(idsOf(choice)).toEqual(["a2", "b2", "a3"]);
    const versions = choice.possible.map((one) => ({ ...one, normalizedTitle: "same" }));
    expect(idsOf({ ...choice, possible: versions })).toEqual(["a2"]);
  });

  it("are every third for a member whose papers are seldom chosen, member after member", () => {
    const known = ["a1", "b1", "c1", "d1"].map((id) => liked(id));
    const wishes = [
      { paperId: "x1", memberId: "ada" },
      { paperId: "y1", memberId: "bela" },
    ];
    const papers = possible("a2", "b2", "c2", "d2", "x2", "x3", "y2");
    const found = suggest({ ...base, possible: papers, known, wishes });
    expect(found.map(({ memberId }) => memberId)).toEqual([null, null, "ada", null, null, "bela"]);
    // What the group turned down does not count there.
    const turned = [...known, liked("x1", -1), liked("y1", -1)];
    expect(suggest({ ...base, possible: papers, known: turned, wishes })).toEqual(found);
  });

  it("go on with one kind where the other runs out", () => {
    const wishes = [{ paperId: "x1", memberId: "ada" }];
    expect(idsOf({ ...base, possible: possible("x2"), wishes })).toEqual(["x2"]);
    expect(
      idsOf({ ...base, possible: possible("x2", "a2", "a3"), wishes, known: [liked("a1")] }),
    ).toEqual(["a2", "a3", "x2"]);
  });

  it("are always possible, different, at most six, for a true reason, and the same again", () => {
    const paper = fc
      .tuple(fc.constantFrom("a", "b", "c"), fc.nat(9))
      .map(([letter, number]) => `${letter}${number}`);
    const input = fc.record({
      possible: fc.uniqueArray(paper, { maxLength: 20 }),
      known: fc.array(fc.tuple(paper, fc.double({ min: -1, max: 1, noNaN: true }))),
      wishes: fc.array(fc.tuple(paper, fc.constantFrom("ada", "bela"))),
    });
    fc.assert(
      fc.property(input, (drawn) => {
        const choice = {
          ...base,
          possible: possible(...drawn.possible),
          known: drawn.known.map(([id, value]) => liked(id, value)),
          wishes: drawn.wishes.map(([paperId, memberId]) => ({ paperId, memberId })),
        };
        const found = suggest(choice);
        expect(found.length).toBeLessThanOrEqual(6);
        expect(new Set(found.map(({ paperId }) => paperId)).size).toBe(found.length);
        for (const { paperId, because, how, memberId } of found) {
          expect(drawn.possible).toContain(paperId);
          expect(alike(paperId, because)).toBe(true);
          if (how === "wished")
            expect(choice.wishes).toContainEqual({ paperId: because, memberId });
          else
            expect(choice.known.some((one) => one.paperId === because && one.value > 0)).toBe(true);
        }
        const turned = { ...choice, possible: choice.possible.toReversed() };
        expect(suggest(turned)).toEqual(found);
      }),
      RUNS,
    );
  });
});
