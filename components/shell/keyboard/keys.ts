/** An act of the keyboard that works on every page. */
export type KeyAct = "search" | "shortcuts" | "palette";

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "defaultPrevented"> & {
  target: EventTarget | null;
};

/** Fields and lists that take letters themselves. */
const TAKES_LETTERS =
  "input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=grid], [role=dialog]";

/**
 * Finds the act of a key press.
 * @param letters whether single keys act; people who speak to their computer switch them off (WCAG 2.1.4)
 */
export function actOfKey(press: Press, letters: boolean): KeyAct | null {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented, target } = press;
  if (defaultPrevented || altKey) return null;
  if (ctrlKey !== metaKey) return key.toLowerCase() === "k" ? "palette" : null;
  if (ctrlKey || !letters) return null;
  if ((target as Element | null)?.closest?.(TAKES_LETTERS)) return null;
  if (key === "/") return "search";
  return key === "?" ? "shortcuts" : null;
}

/** The attribute of a button that shows the list of shortcuts. */
export const OPENS_SHORTCUTS = "data-opens-shortcuts";

const KEY = "colloquy.letters";

/** Whether single keys act in this browser. */
export function lettersAct(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Switches single keys on or off in this browser. */
export function setLettersAct(act: boolean): void {
  try {
    if (act) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/**
 * Focuses the search field of the page, or else that of the header.
 * @returns false if none is visible, as in a narrow header
 */
export function focusSearch(): boolean {
  for (const id of ["search", "site-search"]) {
    const field = document.querySelector<HTMLInputElement>(`#${id}`);
    if (!field?.checkVisibility()) continue;
    field.focus();
    return true;
  }
  return false;
}
