import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MOST_TOPICS,
  type Neighbour,
  patternOf,
  standingTopics,
  suggestTopics,
  TOPICS,
  topicFinder,
  topicsWith,
} from "./rules";

const topic = (slug: string, words: string[] = [], mergedInto: string | null = null) => ({
  ...{ slug, words, mergedInto },
});
const find = topicFinder(TOPICS.map(({ slug, words }) => topic(slug, [...words])));

describe("filing by words", () => {
  it.each<[string, string, string[]]>([
    ["Fine-tuning language models", "", ["language-models", "fine-tuning"]],
    ["Finetuned", "", ["fine-tuning"]],
    ["On trees", "Dense retrieval of passages.", ["retrieval"]],
    ["A paper on voting rules", "Words on graphs.", ["social-choice", "graphs"]],
    ["Voting-rules", "", ["social-choice"]],
    ["Imagery of graphite", "", []],
    ["Quantization, LLMs, GPUs and graphs", "", ["language-models", "efficiency", "systems"]],
    ["Trees", "", []],
  ])("%s (%s) is about %j", (title, abstract, slugs) =>
    expect(find(title, abstract)).toEqual(slugs),
  );

  it("reads words of any script and sign as they are", () => {
    expect(patternOf(["機械学習"])?.test("機械学習")).toBe(true);
    expect(patternOf(["C++ (2a)"])?.test("c++ (2a)")).toBe(true);
    expect(patternOf(["a.c*"])?.test("abc")).toBe(false);
    expect(patternOf(["*", " - ", ""])).toBeNull();
    expect(patternOf(["tree*"])?.test("Street trees")).toBe(true);
    expect(patternOf(["tree"])?.test("Street trees")).toBe(false);
  });

  it("takes any words that can be typed, and finds each of them", () => {
    const word = fc
      .stringMatching(/^[\p{L}\p{N}+.?(){}[\]\\^$|/-]{1,12}$/u)
      .filter((one) => /[\p{L}\p{N}]/u.test(one));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const pattern = patternOf(words);
        for (const one of words) {
          const inside = one
            .split(/[\s-]+/)
            .filter(Boolean)
            .join(" ");
          expect(pattern?.test(`x ${inside} y`)).toBe(true);
        }
      }),
    );
  });

  it("files by the words of a merged topic under the one that stands for it, once", () => {
    const merged = topicFinder([
      topic("a", ["apples"], "b"),
      topic("b", ["pears"], "c"),
      topic("c", ["plums"]),
    ]);
    expect(merged("Apples and pears", "and plums")).toEqual(["c"]);
    const standing = standingTopics([topic("a", [], "b"), topic("b", [], "a")]);
    expect(["a", "b"]).toContain(standing("a"));
  });
});

describe("what people chose", () => {
  const slug = fc.constantFrom("a", "b", "c", "d");
  const choice = fc.record({ slug, accepted: fc.constantFrom(true, false, null) });
  const choices = fc.uniqueArray(choice, { selector: (one) => one.slug });

  it("goes before words: refused topics stay away, confirmed ones stay", () => {
    fc.assert(
      fc.property(fc.uniqueArray(slug), choices, (byWords, chosen) => {
        const topics = topicsWith(byWords, chosen, (one) => one);
        expect(new Set(topics).size).toBe(topics.length);
        for (const { slug: one, accepted } of chosen) {
          if (accepted === null) expect(topics.includes(one)).toBe(byWords.includes(one));
          else expect(topics.includes(one)).toBe(accepted);
        }
      }),
    );
  });

  it("follows merges, and a paper has a bounded number of topics", () => {
    const confirmed = [{ slug: "old", accepted: true }];
    expect(topicsWith([], confirmed, () => "new")).toEqual(["new"]);
    const many = Array.from({ length: 20 }, (_, n) => ({ slug: `t${n}`, accepted: true }));
    expect(topicsWith([], many, (one) => one)).toHaveLength(MOST_TOPICS);
  });
});

describe("suggestions", () => {
  const near = (score: number, title: string, ...topics: string[]): Neighbour => ({
    ...{ score, title, topics },
  });

  it("are the topics of similar papers, with the most similar of them as the reason", () => {
    const nearest = [
      near(0.3, "Third", "graphs", "vision"),
      near(0.9, "First", "graphs"),
      near(0.5, "Second", "systems"),
    ];
    expect(suggestTopics(nearest, [])).toEqual([{ slug: "graphs", like: "First" }]);
    expect(suggestTopics(nearest, ["graphs"])).toEqual([]);
  });

  it("need two papers, and a part of the likeness", () => {
    expect(suggestTopics([near(0.9, "Alone", "graphs")], [])).toEqual([]);
    const few = [
      near(0.9, "A"),
      near(0.9, "B"),
      near(0.1, "C", "graphs"),
      near(0.1, "D", "graphs"),
    ];
    expect(suggestTopics(few, [])).toEqual([]);
  });

  it("never name what is decided, nor depend on the order", () => {
    const slug = fc.constantFrom("a", "b", "c", "d", "e");
    const score = fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000);
    const neighbour = fc.record({ score, title: fc.string(), topics: fc.uniqueArray(slug) });
    const neighbours = fc.uniqueArray(neighbour, { selector: (one) => one.score, maxLength: 12 });
    fc.assert(
      fc.property(neighbours, fc.uniqueArray(slug), (nearest, decided) => {
        const found = suggestTopics(nearest, decided);
        for (const one of found) expect(decided).not.toContain(one.slug);
        expect(suggestTopics(nearest.toReversed(), decided).map((one) => one.slug)).toEqual(
          found.map((one) => one.slug),
        );
      }),
    );
  });
});
