import { expect, it } from "vitest";
import { addressToFollow } from "./pressed-link";

const SITE = "https://papers.example.org";

/** A press of the left button on something inside a link of ours. */
function press(link: { href?: string; target?: string; download?: boolean } | null, keys = {}) {
  const { href = "/groups?page=2#list", target = "", download = false } = link ?? {};
  const { origin, pathname, search, hash } = new URL(href, SITE);
  const hasAttribute = () => download;
  const anchor = { origin, pathname, search, hash, target, hasAttribute };
  const inside = { closest: () => (link ? anchor : null) } as unknown as Element;
  const none = { metaKey: false, ctrlKey: false, shiftKey: false, altKey: false };
  return { ...none, defaultPrevented: false, button: 0, target: inside, ...keys };
}

it("is the path, the query and the anchor of the link", () => {
  expect(addressToFollow(press({}), SITE)).toBe("/groups?page=2#list");
  expect(addressToFollow(press({ target: "_self" }), SITE)).toBe("/groups?page=2#list");
});

it.each([
  ["beside a link", press(null)],
  ["on a document itself", press({}, { target: {} })],
  ["with a key that opens a tab", press({}, { ctrlKey: true })],
  ["with its key on a Mac", press({}, { metaKey: true })],
  ["with a key that opens a window", press({}, { shiftKey: true })],
  ["with a key that saves", press({}, { altKey: true })],
  ["with another button", press({}, { button: 1 })],
  ["that the page has answered itself", press({}, { defaultPrevented: true })],
  ["on a link to another site", press({ href: "https://example.org/groups" })],
  ["on a link to a file", press({ download: true })],
  ["on a link for another tab", press({ target: "_blank" })],
])("leaves a press to the browser: %s", (_which, event) => {
  expect(addressToFollow(event, SITE)).toBeNull();
});
