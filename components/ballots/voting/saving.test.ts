import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Kept, type Saving } from "./saving";

const shown = (saving: Saving) =>
  renderToStaticMarkup(
    createElement(Kept, { saving, hint: "Tick papers.", words: "1 paper ticked", voted: false }),
  ).replace(/<[^>]*>/g, "");

it("says whether a vote has arrived, and when it will if the browser is offline", () => {
  expect(shown({ state: "still" })).toBe("Tick papers.");
  expect(shown({ state: "saving" })).toBe("Saving…");
  expect(shown({ state: "offline" })).toBe(
    "You are offline: your vote will be sent when you are back. Keep this page open.",
  );
  expect(shown({ state: "saved" })).toBe("Saved: 1 paper ticked");
  expect(shown({ state: "failed", why: "It is closed." })).toBe("Not saved. It is closed.");
});
