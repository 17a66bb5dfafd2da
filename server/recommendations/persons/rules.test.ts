import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import {
  type Dismissed,
  type Facts,
  leftAfter,
  type Pull,
  type PullKind,
  recommend,
  SAME,
  SEEDS,
  sayReason,
  strengthOf,
  weighPapers,
} from "./rules";

const NOW = new Date("2026-11-29T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3_600_000);

/** A reason to recommend a paper. */
function pull(
  paperId: string,
  kind: PullKind,
  about: Partial<Pull> & { like?: string } = {},
): Pull {
  const { like = "seed", ...rest } = about;
  const seed = { id: like, title: `On ${like}`, likeness: 0.3, shared: ["trees"] };
  return {
    ...{ paperId, kind, at: NOW, place: kind === "trending" ? 1 : null },
    seed: (SEEDS as readonly string[]).includes(kind) ? seed : null,
    group: kind.includes("Group") || kind === "groupReading" ? { id: "g", name: "Tuesday" } : null,
    topic: kind === "topic" ? { slug: "t", name: "Trees" } : null,
    ...rest,
  };
}

const facts = (id: string, rest: Partial<Facts> = {}): Facts => ({
  ...{ id, titleKey: id, topics: [], near: new Map() },
  ...rest,
});
const known = (...all: Facts[]) => new Map(all.map((one) => [one.id, one]));
const chosen = (pulls: Pull[], papers: Facts[], dismissed: Dismissed[] = [], most = 20) =>
  recommend(weighPapers(pulls, NOW), known(...papers), dismissed, most);
const idsOf = (...given: Parameters<typeof chosen>) =>
  chosen(...given).map(({ paperId }) => paperId);

describe("a reason", () => {
  it("is stronger the more alike two papers are, and the later the act was", () => {
    const like = (likeness: number, days = 0) =>
      strengthOf(
        pull("a", "upvoted", {
          seed: { id: "s", title: "S", likeness, shared: [] },
          at: daysAgo(days),
        }),
        NOW,
      );
    expect(like(0.3)).toBeGreaterThan(like(0.2));
    expect(like(0.3)).toBeGreaterThan(like(0.3, 90));
    expect(like(0.3, 9000)).toBeCloseTo(like(0.3) / 2);
  });

  it("adds to others about something else, and not to others about the same", () => {
    const value = (...pulls: Pull[]) => weighPapers(pulls, NOW)[0]?.value ?? 0;
    const one = value(pull("a", "upvoted"));
    expect(value(pull("a", "upvoted"), pull("a", "commented"))).toBe(one);
    expect(value(pull("a", "upvoted"), pull("a", "commented", { like: "other" }))).toBeGreaterThan(
      one,
    );
    expect(value(pull("a", "upvoted"), pull("a", "topic"))).toBeGreaterThan(one);
  });

  it("is said as it is", () => {
    const said = (kind: PullKind, about: Partial<Pull> = {}) =>
      sayReason(pull("a", kind, about), NOW);
    expect(said("upvoted")).toBe("You upvoted “On seed”: both are about trees");
    expect(said("commented")).toBe("You commented on “On seed”: both are about trees");
    expect(said("readByGroup")).toBe("Tuesday, your group, chose “On seed”: both are about trees");
    expect(said("groupReading")).toBe("Chosen by Tuesday, your group");
    expect(said("topic")).toBe("New in Trees, which you follow");
    expect(said("topic", { at: daysAgo(40) })).toBe("In Trees, which you follow");
    expect(said("trending")).toBe("Trending now");
    const seed = { id: "s", title: "S", likeness: 0.2, shared: [] };
    expect(said("nominated", { seed })).toBe("You nominated “S”, which is like it");
  });
});

describe("a list", () => {
  it("puts what follows from a person's acts before what trends", () => {
    const pulls = [pull("b", "trending"), pull("a", "topic"), pull("c", "upvoted")];
    expect(
      idsOf(
        pulls,
        ["a", "b", "c"].map((id) => facts(id)),
      ),
    ).toEqual(["c", "a", "b"]);
  });

  it("is not ten papers for one reason while there are others", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const pulls = [
      ...ids.map((id) => pull(id, "upvoted")),
      pull("z", "upvoted", { seed: { id: "other", title: "O", likeness: 0.25, shared: [] } }),
    ];
    const found = idsOf(
      pulls,
      [...ids, "z"].map((id) => facts(id)),
    );
    expect(found.indexOf("z")).toBeLessThan(3);
  });

  it("has a near copy late, and another version never", () => {
    const papers = [
      facts("a"),
      facts("b", { near: new Map([["a", 0.7]]) }),
      facts("c"),
      facts("d", { titleKey: "a" }),
      facts("e", { near: new Map([["a", SAME]]) }),
    ];
    const pulls = papers.map(({ id }) => pull(id, "upvoted", { like: `of ${id}` }));
    expect(idsOf(pulls, papers)).toEqual(["a", "c", "b"]);
  });

  it("loses what is like a dismissed paper, and puts its topic lower", () => {
    const papers = [
      facts("a", { near: new Map([["x", 0.4]]) }),
      facts("b", { topics: ["t"] }),
      facts("c"),
    ];
    const pulls = papers.map(({ id }) => pull(id, "upvoted", { like: `of ${id}` }));
    expect(idsOf(pulls, papers)).toEqual(["a", "b", "c"]);
    expect(idsOf(pulls, papers, [{ id: "x", topics: ["t"], near: new Map() }])).toEqual(["c", "b"]);
  });

  it("keeps a third of a topic, however many of its papers were dismissed", () => {
    const gone = Array.from({ length: 50 }, (_, at) => facts(`x${at}`, { topics: ["t"] }));
    expect(leftAfter(facts("a", { topics: ["t"] }), gone)).toBeGreaterThan(0.3);
    expect(leftAfter(facts("a", { topics: ["u"] }), gone)).toBe(1);
  });
});

describe("any list", () => {
  const id = fc.constantFrom(..."abcdefghij");
  const anyPull = fc
    .record({
      paperId: id,
      kind: fc.constantFrom<PullKind>(...SEEDS, "groupReading", "topic", "trending"),
      like: id,
      likeness: fc.double({ min: 0.08, max: 0.89, noNaN: true }),
      days: fc.nat(400),
      place: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ paperId, kind, like, likeness, days, place }) => {
      const made = pull(paperId, kind, { at: daysAgo(days) });
      return {
        ...made,
        seed: made.seed && { ...made.seed, id: `seed ${like}`, likeness },
        place: kind === "trending" ? place : null,
      };
    });
  const anyFacts = fc
    .array(fc.record({ near: id, score: fc.double({ min: 0.08, max: 1, noNaN: true }), key: id }), {
      minLength: 10,
      maxLength: 10,
    })
    .map((all) =>
      all.map(({ near, score, key }, at) =>
        facts("abcdefghij"[at] as string, {
          titleKey: key,
          topics: [key],
          near: new Map([[near, score]]),
        }),
      ),
    );

  it("has each paper once, for a reason that was given, whatever the order of rows", () => {
    fc.assert(
      fc.property(
        fc.array(anyPull, { maxLength: 60 }),
        anyFacts,
        fc.nat(12),
        (pulls, papers, most) => {
          const found = chosen(pulls, papers, [], most);
          const ids = found.map(({ paperId }) => paperId);
          expect(ids.length).toBeLessThanOrEqual(most);
          expect(new Set(ids).size).toBe(ids.length);
          const keys = papers.filter((one) => ids.includes(one.id)).map(({ titleKey }) => titleKey);
          expect(new Set(keys).size).toBe(keys.length);
          for (const { paperId, reason, value } of found) {
            expect(pulls).toContainEqual(reason);
            expect(reason.paperId).toBe(paperId);
            expect(value).toBeGreaterThan(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          const turned = chosen(pulls.toReversed(), papers.toReversed(), [], most);
          expect(turned.map(({ paperId }) => paperId)).toEqual(ids);
        },
      ),
      { numRuns: size(200, 5000) },
    );
  });

  it("gives no paper a higher value for a dismissal", () => {
    fc.assert(
      fc.property(anyFacts, id, (papers, gone) => {
        const dismissed = papers.filter((one) => one.id === gone);
        for (const one of papers) expect(leftAfter(one, dismissed)).toBeLessThanOrEqual(1);
      }),
      { numRuns: size(100, 2000) },
    );
  });
});
