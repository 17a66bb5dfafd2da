import { expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { RULES } from "@/server/ballots/tally/election";
import { seatsPromiseOf } from "@/server/ballots/tally/seats/rules";
import { choicesInWords, seatsOf, severalInWords } from "./choice-words";
import { COUNTING_SEVERAL } from "./rule-words";

it("says of each rule whether two papers are proportional, and how they are counted", () => {
  for (const rule of RULES) {
    const [one, two, three] = seatsOf(rule);
    expect(one).toMatchObject({ value: "1", label: "One paper" });
    const promise = seatsPromiseOf(rule);
    expect(COUNTING_SEVERAL[rule] === undefined).toBe(promise === "one");
    if (promise === "one") expect(two).toBeUndefined();
    else expect([two?.label, three?.label]).toEqual(["Two papers", "Three papers"]);
    if (promise === "proportional") {
      expect(two?.sentence).toBe("Proportional: each half of the group can get one.");
      expect(three?.sentence).toBe("Proportional: each third of the group can get one.");
    } else if (promise === "best") expect(two?.sentence).toMatch(/^The best two\./);
  }
});

it("names several papers among the choices of a ballot, and is silent about one", () => {
  expect(choicesInWords({ ...USUAL_CHOICES, seats: 2 })).toMatch(/^chooses two papers, secret/);
  expect(choicesInWords(USUAL_CHOICES)).toMatch(/^secret/);
});

it("mentions the number of papers only where a ballot chooses several", () => {
  expect([1, 2, 3].map(severalInWords)).toEqual([
    "",
    " It chooses two papers.",
    " It chooses three papers.",
  ]);
});
