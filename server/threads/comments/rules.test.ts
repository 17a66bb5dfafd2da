import { expect, it } from "vitest";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { countWebLinks, endOfNewness } from "./rules";

const HOUR = 3_600_000;
const made = new Date("2026-11-24T12:05:00Z");

it("counts an account as new for exactly 72 hours", () => {
  const end = new Date(made.getTime() + 72 * HOUR);
  expect(endOfNewness(made, made)).toEqual(end);
  expect(endOfNewness(made, new Date(end.getTime() - 1))).toEqual(end);
  expect(endOfNewness(made, end)).toBeNull();
});

it.each([
  ["none in plain words", "See section 4 and train.py.", 0],
  ["a bare address", "https://example.org/a", 1],
  ["one in brackets and one with words", "<https://a.org> and [b](http://b.org)", 2],
  ["an image, which becomes a link", "![x](https://a.org/x.png)", 1],
  ["the same one by reference, as often as it is used", "[a][1] [b][1]\n\n[1]: https://a.org", 2],
  ["none within code", "`https://a.org`", 0],
  ["none to a mail address", "[me](mailto:a@example.org)", 0],
])("counts links: %s", (_, body, links) => {
  expect(countWebLinks(renderMarkdown(body).html)).toBe(links);
});

it("counts links whatever stands before their address", () => {
  expect(countWebLinks('<a rel="nofollow" href="https://a.org">a</a>')).toBe(1);
});
