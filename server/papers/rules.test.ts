import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstLines } from "../platform/text/words";
import {
  normalizedTitle,
  scoreOfWeight,
  sumOfWeights,
  trendingScore,
  trendingWeight,
  WINDOWS,
  windowStart,
} from "./rules";

const DAY = 24 * 3600 * 1000;

/** Text of any characters but lone surrogates. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0x10ffff - 0x800 }), { maxLength: 200 })
  .map((codes) =>
    String.fromCodePoint(...codes.map((code) => (code < 0xd800 ? code : code + 0x800))),
  );

describe("the same title", () => {
  it.each([
    ["Attention Is All You Need", "attention is all you need"],
    ["Attention Is All You Need", "Attention is  all you need."],
    ["Fine-Tuning of LLMs", "Finetuning of LLMs"],
    ["Mélange: Cost Efficient", "Melange — cost efficient"],
    ["S^{2}FT: Efficient", "S2FT: Efficient"],
    ["ﬁne tuning", "fine tuning"],
  ])("%s = %s", (one, other) => expect(normalizedTitle(one)).toBe(normalizedTitle(other)));

  it.each([
    ["GPT-2", "GPT-3"],
    ["α-stable laws", "β-stable laws"],
    ["++", "--"],
    ["日本語の論文", "中文论文"],
  ])("%s ≠ %s", (one, other) => expect(normalizedTitle(one)).not.toBe(normalizedTitle(other)));

  it("fits into a unique index, even if the title grows when it is normalized", () => {
    // One letter of Arabic that decomposes into eighteen.
    expect(Buffer.byteLength(normalizedTitle("ﷺ".repeat(500)))).toBeLessThan(2600);
    fc.assert(
      fc.property(anything, (title) => {
        const key = normalizedTitle(title);
        expect(normalizedTitle(key)).toBe(key);
      }),
    );
  });
});

describe("the first lines", () => {
  it("are the whole of a short text, on one line", () => {
    expect(firstLines(" a\nb  c ", 20)).toBe("a b c");
  });

  it("end at a word, without a dangling sign", () => {
    expect(firstLines("We study groups, and then more.", 17)).toBe("We study groups…");
    expect(firstLines("We study groups, and then more.", 16)).toBe("We study groups…");
    expect(firstLines("We study groups, and then more.", 14)).toBe("We study…");
  });

  it("never break a character, and are never too long", () => {
    expect(firstLines("🎈".repeat(10), 5)).toBe("🎈🎈…");
    fc.assert(
      fc.property(anything, fc.nat(50), (text, most) => {
        const lines = firstLines(text, most);
        expect(lines.isWellFormed()).toBe(true);
        expect(lines.length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});

describe("the trending score", () => {
  const start = new Date("2026-11-24T12:00:00Z").getTime();
  // Up to ten half-lives back, so that the plain sum still has digits enough to compare.
  const at = fc.integer({ min: 0, max: 70 * DAY }).map((back) => new Date(start - back));
  const paper = fc.record({ addedAt: at, votes: fc.array(at, { maxLength: 30 }) });
  type Paper = { addedAt: Date; votes: Date[] };
  const hot = ({ addedAt, votes }: Paper) => trendingScore(addedAt, votes);

  /** The plain definition of the score: everything weighs 1 at first and halves every seven days. */
  function decayed({ addedAt, votes }: Paper, now: number): number {
    return [addedAt, ...votes]
      .map((date) => 2 ** (-(now - date.getTime()) / (7 * DAY)))
      .reduce((sum, weight) => sum + weight, 0);
  }

  it("orders papers as the decayed sum does, at any time", () => {
    fc.assert(
      fc.property(paper, paper, fc.integer({ min: 0, max: 100 * DAY }), (one, other, later) => {
        const now = start + later;
        const [a, b] = [decayed(one, now), decayed(other, now)];
        // Closer than this a double cannot tell them apart.
        fc.pre(Math.abs(a - b) > 1e-9 * Math.max(a, b));
        expect(Math.sign(hot(one) - hot(other))).toBe(Math.sign(a - b));
      }),
    );
  });

  it("grows with every upvote, and more with a later one", () => {
    fc.assert(
      fc.property(paper, at, ({ addedAt, votes }, vote) => {
        const before = trendingScore(addedAt, votes);
        const after = trendingScore(addedAt, [...votes, vote]);
        expect(after).toBeGreaterThan(before);
        const later = trendingScore(addedAt, [...votes, new Date(vote.getTime() + DAY)]);
        expect(later).toBeGreaterThan(after);
      }),
    );
  });

  it("does not depend on the order of the upvotes", () => {
    fc.assert(
      fc.property(paper, ({ addedAt, votes }) => {
        expect(trendingScore(addedAt, votes.toReversed())).toBeCloseTo(
          trendingScore(addedAt, votes),
          9,
        );
      }),
    );
  });

  it("is the same to the last digit when upvotes come and go one by one, in any order", () => {
    const many = fc.array(at, { maxLength: 300 });
    fc.assert(
      fc.property(at, many, many, (addedAt, staying, going) => {
        const come = [...staying, ...going].reduce(
          (sum, vote) => sum + trendingWeight(vote),
          sumOfWeights(addedAt, []),
        );
        const gone = going.reduce((sum, vote) => sum - trendingWeight(vote), come);
        expect(gone).toBe(sumOfWeights(addedAt, staying));
        expect(scoreOfWeight(gone)).toBe(trendingScore(addedAt, staying));
      }),
    );
  });

  it("takes back an upvote that outweighs all others, and counts those before 2020 as of then", () => {
    const [old, today] = [new Date(0), new Date(start)];
    const both = sumOfWeights(old, [today]);
    expect(scoreOfWeight(both - trendingWeight(today))).toBe(trendingScore(old, []));
    expect(trendingWeight(old)).toBe(trendingWeight(new Date("2020-01-01T00:00:00Z")));
  });

  it("gives one upvote a week ago half the weight of one today", () => {
    const old = new Date(start - 700 * DAY);
    const week = new Date(start - 7 * DAY);
    const two = trendingScore(old, [week, week]);
    expect(two).toBeCloseTo(trendingScore(old, [new Date(start)]), 9);
  });
});

describe("time windows", () => {
  const now = new Date("2026-11-24T12:00:00Z");

  it("start a number of days back", () => {
    expect(windowStart("day", now)).toEqual(new Date("2026-11-23T12:00:00Z"));
    expect(windowStart("week", now)).toEqual(new Date("2026-11-17T12:00:00Z"));
    expect(windowStart("month", now)).toEqual(new Date("2026-10-25T12:00:00Z"));
    expect(windowStart("year", now)).toEqual(new Date("2025-11-24T12:00:00Z"));
    expect(windowStart("all", now)).toBeNull();
  });

  it("contain each other, from the shortest to all time", () => {
    const starts = WINDOWS.map((window) => windowStart(window, now)?.getTime() ?? -Infinity);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });
});
