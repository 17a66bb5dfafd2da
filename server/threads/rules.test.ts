import { expect, it } from "vitest";
import {
  commentLink,
  commentPath,
  pathInOrder,
  placeOf,
  placeOfThread,
  threadPath,
  threadTopic,
  watchOf,
} from "./rules";
import type { Place } from "./schema";

const PLACES: [Place, path: string, watch: string][] = [
  [{ paper: "p" }, "/papers/p", "paper/p"],
  [{ paper: "p", group: "g" }, "/groups/g/threads/p", "group/g/paper/p"],
  [{ meeting: "m", group: "g" }, "/groups/g/meetings/m", "group/g/meeting/m"],
];

it("has one page and one thing to watch per kind of thread", () => {
  for (const [place, path, watch] of PLACES) {
    expect(threadPath(place)).toBe(path);
    expect(watchOf(place)).toBe(watch);
    expect(commentPath(place, "c")).toBe(`${path}/comments/c`);
    expect(commentLink(place, "c")).toBe(`${path}/comments/c#c-c`);
  }
});

it("finds the place of a listed comment, and of a meeting only with its group", () => {
  const paper = { slug: "p" };
  expect(placeOf({ paper, meetingId: null }, null)).toEqual({ paper: "p" });
  expect(placeOf({ paper, meetingId: null }, "g")).toEqual({ paper: "p", group: "g" });
  expect(placeOf({ paper, meetingId: "m" }, "g")).toEqual({ meeting: "m", group: "g" });
  expect(placeOf({ paper, meetingId: "m" }, null)).toBeNull();
  expect(placeOf({ paper: null, meetingId: null }, "g")).toBeNull();
});

it("finds the place of a thread that exists", () => {
  const [paper, group] = [{ slug: "p" }, { slug: "g" }];
  expect(placeOfThread({ paper, meetingId: null, group: null })).toEqual({ paper: "p" });
  expect(placeOfThread({ paper, meetingId: null, group })).toEqual({ paper: "p", group: "g" });
  expect(placeOfThread({ paper, meetingId: "m", group })).toEqual({ meeting: "m", group: "g" });
});

it("has a topic for each thread", () => {
  expect(threadTopic({ paperId: "p", groupId: null, meetingId: null })).toBe("thread:public:p");
  expect(threadTopic({ paperId: "p", groupId: "g", meetingId: null })).toBe("thread:g:p");
  expect(threadTopic({ paperId: null, groupId: "g", meetingId: "m" })).toBe("thread:g:m");
});

it("names an order only if it is not the default", () => {
  expect(pathInOrder("/papers/p", "best")).toBe("/papers/p");
  expect(pathInOrder("/papers/p", "newest")).toBe("/papers/p?order=newest");
});
