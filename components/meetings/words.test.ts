import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opinionsInWords } from "@/server/meetings/opinions/schema";
import { lengthInWords, linesAgainst, readersInWords, slotInWords } from "./words";

it.each([
  [45, "45 minutes"],
  [60, "1 hour"],
  [61, "1 hour 1 minute"],
  [150, "2 hours 30 minutes"],
])("says how long %i minutes are", (minutes, words) => {
  expect(lengthInWords(minutes)).toBe(words);
});

it.each([
  [1, "Thursday at 17:00, every week"],
  [2, "Thursday at 17:00, every other week"],
  [3, "Thursday at 17:00, every 3 weeks"],
])("says a time of every %i weeks", (everyWeeks, words) => {
  expect(slotInWords({ everyWeeks, weekday: 4, time: "17:00" })).toBe(words);
});

it.each([
  [{ count: 0, members: 7 }, "Nobody has read it yet"],
  [{ count: 1, members: 7 }, "1 of 7 has read it"],
  [{ count: 3, members: 7 }, "3 of 7 have read it"],
])("says how many have read a paper", (readers, words) => {
  expect(readersInWords(readers)).toBe(words);
});

describe("two texts that met", () => {
  const marked = (text: string, other: string) =>
    linesAgainst(text, other).flatMap(({ line, only }) => (only ? line : []));

  it("shows every line of the one, and marks those that the other lacks", () => {
    expect(linesAgainst("a\n\n b \nc", "a\nb")).toEqual([
      { line: "a", only: false },
      { line: "", only: false },
      { line: " b ", only: false },
      { line: "c", only: true },
    ]);
  });

  it.each([
    ["a line that stands once more", "- Ada\n- Bo\n- Ada", "- Ada\n- Bo", ["- Ada"]],
    ["a line that moved", "a\nb\nc\nd", "b\nc\nd\na", ["a"]],
    ["nothing of the same text", "a\nb\n", "a\nb", []],
    ["nothing where only blanks differ", "a \r\n\tb", "a\nb", []],
    ["all lines beside an empty text", "a\nb", "", ["a", "b"]],
    ["nothing of an empty text", "", "a\nb", []],
  ])("marks %s", (_, text, other, only) => {
    expect(marked(text, other).map((line) => line.trim())).toEqual(only);
  });

  it("marks all lines of texts that have next to nothing in common, at once", () => {
    const numbered = (name: string) => Array.from({ length: 5000 }, (_, at) => `${name}${at}`);
    const lines = linesAgainst([...numbered("a"), "", "z"].join("\n"), numbered("b").join("\n"));
    expect(lines.filter(({ only }) => only)).toHaveLength(5001);
  });

  it("keeps the lines as they were written, whatever the other says", () => {
    const text = fc.array(fc.constantFrom("a", "b", " a", "", "c\r"), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const lines = linesAgainst(one.join("\n"), other.join("\n"));
        expect(lines.map(({ line }) => line).join("\n")).toBe(one.join("\n"));
        // As many unmarked lines as a longest common part has: no more than either text.
        const shared = lines.filter(({ line, only }) => line.trim() && !only);
        expect(shared.length).toBeLessThanOrEqual(other.filter((line) => line.trim()).length);
      }),
    );
  });
});

it("says how many gave each answer, and leaves out those that nobody gave", () => {
  expect(opinionsInWords({ yes: 4, maybe: 1, no: 0 })).toBe("4 yes, 1 so-so");
  expect(opinionsInWords({ yes: 0, maybe: 0, no: 2 })).toBe("2 no");
});
