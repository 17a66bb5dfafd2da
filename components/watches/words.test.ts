import { describe, expect, it } from "vitest";
import { runInWords, stateInWords } from "./words";

const looked = { outcome: "looked", brought: 0, left: 0, unnamed: 0, unclear: 0 } as const;

it.each([
  [{ ...looked, outcome: null }, "It has not looked yet."],
  [{ ...looked, outcome: "noAnswer" } as const, "The site did not answer."],
  [looked, "Nothing new."],
  [{ ...looked, brought: 3, left: 1 }, "It brought 3 papers. 1 more paper waits for the next day."],
  [
    { ...looked, unnamed: 2, unclear: 1 },
    "Nothing new. 2 entries name no paper by an identifier, such as a DOI. 1 paper was left out: the catalogue has the same title, and only a person can tell them apart.",
  ],
])("the run %o is in words", (run, words) => {
  expect(runInWords(run)).toBe(words);
});

describe("the state of a watch", () => {
  const waiting = { askedAt: null, pausedAt: null, stoppedAt: null, failures: 0 };
  const at = new Date("2026-05-17");

  it("is that it stopped before it is paused, and that before it looks", () => {
    expect(stateInWords(waiting)).toBeNull();
    expect(stateInWords({ ...waiting, askedAt: at })).toBe("Looking for papers…");
    expect(stateInWords({ ...waiting, askedAt: at, pausedAt: at })).toBe("Paused");
    expect(stateInWords({ ...waiting, stoppedAt: at, pausedAt: at, failures: 7 })).toBe(
      "Stopped after it failed on 7 days",
    );
  });
});
