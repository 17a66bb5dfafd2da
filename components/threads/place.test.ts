import { expect, it } from "vitest";
import {
  commentLink,
  commentPath,
  type Place,
  pathInOrder,
  placeOf,
  threadPath,
  watchOf,
} from "./place";

const PLACES: [Place, path: string, watch: string][] = [
  [{ paper: "p" }, "/papers/p", "paper/p"],
  [{ paper: "p", group: "g" }, "/groups/g/threads/p", "group/g/paper/p"],
  [{ meeting: "m", group: "g" }, "/groups/g/meetings/m", "group/g/meeting/m"],
];

it("has one page and one thing to watch for each kind of thread", () => {
  for (const [place, path, watch] of PLACES) {
    expect(threadPath(place)).toBe(path);
    expect(watchOf(place)).toBe(watch);
    expect(commentPath(place, "c")).toBe(`${path}/comments/c`);
    expect(commentLink(place, "c")).toBe(`${path}/comments/c#c-c`);
  }
});

it("finds the place of what was found, in its group and nowhere in public", () => {
  const paper = { slug: "p" };
  expect(placeOf({ paper, meetingId: null }, null)).toEqual({ paper: "p" });
  expect(placeOf({ paper, meetingId: null }, "g")).toEqual({ paper: "p", group: "g" });
  expect(placeOf({ paper, meetingId: "m" }, "g")).toEqual({ meeting: "m", group: "g" });
  expect(placeOf({ paper, meetingId: "m" }, null)).toBeNull();
  expect(placeOf({ paper: null, meetingId: null }, "g")).toBeNull();
});

it("says an order only where it is not the usual one", () => {
  expect(pathInOrder("/papers/p", "best")).toBe("/papers/p");
  expect(pathInOrder("/papers/p", "newest")).toBe("/papers/p?order=newest");
});
