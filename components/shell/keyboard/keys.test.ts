import { expect, it } from "vitest";
import { actOfKey } from "./keys";

const none = { ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false };
/** Something on the page, inside a field or not. */
const on = (field: boolean) => ({ closest: () => (field ? {} : null) }) as unknown as EventTarget;
const press = (key: string, more: object = {}) => ({
  key,
  ...none,
  target: on(false),
  ...more,
});

it.each([
  ["/", press("/"), "search"],
  ["?", press("?"), "shortcuts"],
  ["Ctrl+K", press("k", { ctrlKey: true }), "palette"],
  ["⌘K", press("k", { metaKey: true }), "palette"],
  ["Ctrl+K in a field", press("K", { ctrlKey: true, target: on(true) }), "palette"],
  ["/ in a field", press("/", { target: on(true) }), null],
  ["? in a field", press("?", { target: on(true) }), null],
  ["Alt+/", press("/", { altKey: true }), null],
  ["Ctrl+/", press("/", { ctrlKey: true }), null],
  ["Ctrl+⌘+K", press("k", { ctrlKey: true, metaKey: true }), null],
  ["a letter", press("k"), null],
  ["a press that the page has used", press("/", { defaultPrevented: true }), null],
])("%s", (_name, event, act) => {
  expect(actOfKey(event, true)).toBe(act);
});

it("leaves single keys alone where they are switched off, and keeps those with Ctrl", () => {
  expect(actOfKey(press("/"), false)).toBeNull();
  expect(actOfKey(press("?"), false)).toBeNull();
  expect(actOfKey(press("k", { ctrlKey: true }), false)).toBe("palette");
});
