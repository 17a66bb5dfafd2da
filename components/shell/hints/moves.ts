/** The move of a key in a list of lines; null for a key that the field takes itself. */
export type Move = { to: number | null } | "open" | "choose" | "close";

interface At {
  /** The line that the keys have reached; null for the field itself. */
  at: number | null;
  lines: number;
  open: boolean;
}

type Press = Pick<
  KeyboardEvent,
  "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing"
>;

/**
 * Says what a key does in a field with a list, as WAI-ARIA describes a combobox. The arrows go round through the field
 * itself; Home and End go to the first and the last line from a line, and move the caret in the field.
 */
export function moveOfKey(press: Press, { at, lines, open }: At): Move | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey, isComposing } = press;
  // While somebody composes a character, the keys belong to that.
  if (isComposing || altKey || ctrlKey || metaKey || shiftKey) return null;
  if (!open) return key === "ArrowDown" || key === "ArrowUp" ? "open" : null;
  if (key === "Escape") return "close";
  if (lines === 0) return null;
  if (key === "ArrowDown") return { to: at === null ? 0 : at + 1 < lines ? at + 1 : null };
  if (key === "ArrowUp") return { to: at === null ? lines - 1 : at > 0 ? at - 1 : null };
  if (at === null) return null;
  if (key === "Home") return { to: 0 };
  if (key === "End") return { to: lines - 1 };
  return key === "Enter" ? "choose" : null;
}
