import { expect, it } from "vitest";
import { measureList, measureSearch } from "./rules";

it("measures a list by the place of its first right paper, and by how many it has", () => {
  expect(measureList(["x", "a", "b"], ["a", "b", "c", "d"])).toEqual({ rank: 0.5, recall: 0.5 });
  expect(measureList(["x"], ["a"])).toEqual({ rank: 0, recall: 0 });
  const many = Array.from({ length: 20 }, (_, at) => `p${at}`);
  expect(measureList(many, many)).toEqual({ rank: 1, recall: 1 });
  expect(measureList(many, ["p10"])).toEqual({ rank: 0, recall: 0 });
});

it("measures each kind of question, and all", async () => {
  const answers: Record<string, { slug: string; byMeaning: boolean }[]> = {
    one: [{ slug: "a", byMeaning: false }],
    two: [
      { slug: "x", byMeaning: false },
      { slug: "b", byMeaning: true },
    ],
    off: [{ slug: "x", byMeaning: true }],
    quiet: [{ slug: "x", byMeaning: false }],
  };
  const questions = [
    { kind: "topic", question: "one", papers: ["a"] },
    { kind: "title", question: "two", papers: ["b", "c"] },
    { kind: "off-topic", question: "off", papers: [] },
    { kind: "off-topic", question: "quiet", papers: [] },
  ];
  const measured = await measureSearch(questions, async (q) => answers[q] ?? []);
  expect([...measured.kinds]).toEqual([
    ["topic", { questions: 1, rank: 1, recall: 1 }],
    ["title", { questions: 1, rank: 0.5, recall: 0.5 }],
    ["all", { questions: 2, rank: 0.75, recall: 0.75 }],
  ]);
  expect([measured.unanswerable, measured.foundByMeaning]).toEqual([2, 1]);
});
