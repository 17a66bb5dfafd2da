import { describe, expect, it } from "vitest";
import { moveOfKey } from "./moves";

const press = (key: string, more = {}) => ({
  ...{ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false },
  ...more,
});
const move = (key: string, at: number | null, open = true, lines = 3) =>
  moveOfKey(press(key), { at, lines, open });

describe("a key in a field with a list", () => {
  it("goes through the lines and the field, and round", () => {
    expect([null, 0, 1, 2].map((at) => move("ArrowDown", at))).toEqual(
      [0, 1, 2, null].map((to) => ({ to })),
    );
    expect([null, 2, 1, 0].map((at) => move("ArrowUp", at))).toEqual(
      [2, 1, 0, null].map((to) => ({ to })),
    );
  });

  it("goes to the first and last line from a line, and leaves the caret to the field", () => {
    expect([move("Home", 1), move("End", 1)]).toEqual([{ to: 0 }, { to: 2 }]);
    expect([move("Home", null), move("End", null)]).toEqual([null, null]);
  });

  it("chooses only a line, so that Enter in the field searches", () => {
    expect(move("Enter", 1)).toBe("choose");
    expect(move("Enter", null)).toBeNull();
    expect(move("Enter", 1, false)).toBeNull();
  });

  it("closes an open list, and leaves Escape to the field otherwise", () => {
    expect([move("Escape", null), move("Escape", 1), move("Escape", null, false)]).toEqual([
      "close",
      "close",
      null,
    ]);
    expect(move("Escape", null, true, 0)).toBe("close");
  });

  it("opens a closed list by an arrow", () => {
    expect([move("ArrowDown", null, false), move("ArrowUp", null, false, 0)]).toEqual([
      "open",
      "open",
    ]);
  });

  it("belongs to the field where there is nothing, in a composition, and with another key", () => {
    expect(move("ArrowDown", null, true, 0)).toBeNull();
    for (const more of [
      { isComposing: true },
      { altKey: true },
      { ctrlKey: true },
      { metaKey: true },
      { shiftKey: true },
    ])
      for (const key of ["ArrowDown", "Enter", "Escape", "Home"])
        expect(moveOfKey(press(key, more), { at: 1, lines: 3, open: true })).toBeNull();
    for (const key of ["a", "Tab", "ArrowLeft", " "]) expect(move(key, 1)).toBeNull();
  });
});
