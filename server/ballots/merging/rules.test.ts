import { expect, it } from "vitest";
import { foldPools } from "./rules";

const nominated = (id: string, day: number, onBallot = false, groupId = "g") => {
  return { id, groupId, createdAt: new Date(Date.UTC(2026, 0, day)), onBallot };
};

it("lets the later nomination of a group go, unless it is on a ballot", () => {
  expect(foldPools([nominated("b", 2), nominated("a", 1)])).toEqual([{ gone: "b", stays: "a" }]);
  expect(foldPools([nominated("b", 2, true), nominated("a", 1)])).toEqual([
    { gone: "a", stays: "b" },
  ]);
});

it("changes nothing in groups that nominated one of the papers", () => {
  expect(foldPools([nominated("a", 1), nominated("b", 2, true, "h")])).toEqual([]);
});

it("decides nothing while ballots of a group need both", () => {
  expect(foldPools([nominated("a", 1, true), nominated("b", 2, true)])).toBeNull();
});
