import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostAlike, pauseAfter, rarityIn, type Stem, sayStems, weigh, wordsIn } from "./rules";

const rarity = rarityIn(
  100,
  new Map([
    ["tree", 3],
    ["prune", 2],
    ["clock", 5],
    ["paper", 90],
  ]),
);
const stem = (word: string, ...places: number[]): Stem => [word, places, "C".repeat(places.length)];

describe("weighing", () => {
  it("leaves out the words of names, and words that are in no other paper", () => {
    const { stems } = weigh(
      "a",
      [["tree", [1], "B"], stem("clock", 2), stem("unheard", 3)],
      rarity,
    );
    expect([...stems.keys()]).toEqual(["clock"]);
  });

  it("takes rare words, words of the title and repeated words as more telling", () => {
    const of = (...stems: Stem[]) => weigh("a", stems, rarity).stems;
    expect(of(stem("prune", 1)).get("prune")).toBeGreaterThan(
      of(stem("clock", 1)).get("clock") ?? 0,
    );
    expect(of(["tree", [1], "A"]).get("tree")).toBeGreaterThan(
      of(stem("tree", 1)).get("tree") ?? 0,
    );
    expect(of(stem("tree", 1, 5)).get("tree")).toBeGreaterThan(
      of(stem("tree", 1)).get("tree") ?? 0,
    );
  });

  it("pairs neighbours only, and not across parts", () => {
    const { pairs } = weigh(
      "a",
      [["tree", [1], "A"], stem("prune", 2, 7), stem("clock", 8)],
      rarity,
    );
    expect([...pairs.keys()]).toEqual(["prune clock"]);
  });
});

const NONE: ReadonlySet<string> = new Set();

it("names no plain words and no signs of formulas as the reason, though they count", () => {
  const words = ["rather", "n", "n2", "2", "l2", "3d", "came", "clock"];
  const all = ["a", "b"].map((id) =>
    weigh(
      id,
      words.map((word, at) => stem(word, 2 * at + 1)),
      () => 1,
    ),
  );
  const [like] = mostAlike(all[0] as never, all.slice(1), new Set(["rather", "came"]));
  expect(like?.score).toBeCloseTo(1);
  expect(like?.shared).toEqual(["3d", "clock", "l2"]);
});

const anyPaper = (id: string) =>
  fc
    .uniqueArray(fc.constantFrom("tree", "prune", "clock", "paper"), { minLength: 1 })
    .map((words) =>
      weigh(
        id,
        words.map((word, at) => stem(word, at + 1)),
        rarity,
      ),
    );

it("finds scores from 0 to 1, the most alike first, and the same both ways", () => {
  fc.assert(
    fc.property(anyPaper("a"), anyPaper("b"), anyPaper("c"), (a, b, c) => {
      const found = mostAlike(a, [b, c], NONE);
      for (const { score } of found) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(1 + 1e-9);
      }
      expect(found.map(({ score }) => score)).toEqual(
        found.map(({ score }) => score).sort((x, y) => y - x),
      );
      const there = mostAlike(a, [b], NONE)[0]?.score;
      expect(mostAlike(b, [a], NONE)[0]?.score ?? 0).toBeCloseTo(there ?? 0, 9);
    }),
  );
});

describe("saying what is shared", () => {
  const written = [
    ...wordsIn("LoRA for Federated Learning, low-rank and Learned").map(({ word, plain }) => ({
      word,
      stem: plain.toLowerCase().replace(/(ing|ed)$/, ""),
    })),
  ];

  it("writes words as within a sentence, and names as they are", () => {
    expect(sayStems(["federat learn", "lora"], written)).toEqual(["federated learning", "LoRA"]);
  });

  it("leaves out what another says already, and names three at most", () => {
    expect(sayStems(["learn", "lowrank", "low rank", "federat learn", "rank"], written)).toEqual([
      "low-rank",
      "federated learning",
    ]);
    expect(sayStems(["lora", "low", "federat", "learn"], written)).toHaveLength(3);
  });

  it("puts signs that follow each other together, and names none by itself", () => {
    expect(sayStems(["注意 意力", "beta"], [{ word: "β", stem: "beta" }])).toEqual(["注意力", "β"]);
    const { stems } = weigh(
      "a",
      [
        ["注", [1], "A"],
        ["注意", [2], "A"],
      ],
      () => 1,
    );
    expect([...stems.keys()]).toEqual(["注意"]);
  });

  it("takes languages with their signs", () => {
    expect(wordsIn("C++ and C#").map(({ plain }) => plain)).toEqual(["C++", "and", "C#"]);
  });

  it("takes compounds whole and in parts", () => {
    expect(wordsIn("fine-tuning S^{2}FT a a")).toEqual([
      { word: "fine-tuning", plain: "finetuning" },
      { word: "fine", plain: "fine" },
      { word: "tuning", plain: "tuning" },
      { word: "S^{2}FT", plain: "S2FT" },
      { word: "S", plain: "S" },
      { word: "2", plain: "2" },
      { word: "FT", plain: "FT" },
      { word: "a", plain: "a" },
    ]);
  });
});

it("works a tenth of the time", () => {
  expect(pauseAfter(100)).toBeCloseTo(900);
});
