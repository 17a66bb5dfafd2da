import { expect, it } from "vitest";
import { hueOf, initialsOf } from "./initials";

it.each([
  ["Ada Okafor", "AO"],
  ["Béla", "B"],
  ["Anne-Marie van der Berg", "AB"],
  ["田辺裕子", "田"],
  ["Милена Петровић", "МП"],
  ["👩‍🔬 Ines", "👩‍🔬I"],
  ["E\u0301lodie", "É".normalize("NFD")],
  ["...", "."],
  ["", ""],
])("the initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it("gives each person one of many colours, always the same", () => {
  const handles = Array.from({ length: 60 }, (_, at) => `person-${at}`);
  expect(handles.map(hueOf)).toEqual(handles.map(hueOf));
  expect(new Set(handles.map(hueOf)).size).toBeGreaterThan(30);
});
