import { describe, expect, it } from "vitest";
import { Refusal } from "@/server/platform/refusal";
import { mayTakeOff } from "./policy";
import { moveByOne, wordsOf } from "./rules";

describe("wordsOf", () => {
  it("takes each word once, and a few at most", () => {
    expect(wordsOf("  deep  deep\tnets ")).toEqual(["deep", "nets"]);
    expect(wordsOf("")).toEqual([]);
    expect(wordsOf("a b c d e f g h i j")).toHaveLength(8);
  });
});

describe("moveByOne", () => {
  it("swaps an entry with its neighbour, and nothing at the ends", () => {
    expect(moveByOne(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
    expect(moveByOne(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
    expect(moveByOne(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
    expect(moveByOne(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
    expect(moveByOne(["a"], "x", 1)).toEqual(["a"]);
  });
});

describe("mayTakeOff", () => {
  const viewer = { id: "me" };
  it("lets organizers take anything off, and members what they added", () => {
    expect(mayTakeOff({ role: "member", viewer }, { addedById: "me" })).toBe(true);
    expect(mayTakeOff({ role: "organizer", viewer }, { addedById: "you" })).toBe(true);
    expect(mayTakeOff({ role: "owner", viewer }, { addedById: null })).toBe(true);
  });
  it("refuses others", () => {
    expect(mayTakeOff({ role: "member", viewer }, { addedById: "you" })).toBeInstanceOf(Refusal);
    expect(mayTakeOff({ role: "member", viewer }, { addedById: null })).toBeInstanceOf(Refusal);
    expect(mayTakeOff({ role: null, viewer }, { addedById: "me" })).toBeInstanceOf(Refusal);
  });
});
