"use client";

import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { lazyLibrary, useLibrary } from "@/components/ui/library";

const lists = lazyLibrary(() => import("./hint-list"));

/** The fields with hints. The form of each has the list under it. */
const FIELDS = "input[data-hints]";

/** The field that had the focus last, and a number of its own for each. */
interface Taken {
  field: HTMLInputElement | null;
  turn: number;
}

/** Fetches what offers hints once a field for it has the focus. Until then, and without it, its form searches. */
export function LateHints() {
  const [{ field, turn }, setTaken] = useState<Taken>({ field: null, turn: 0 });
  const { parts, fetch } = useLibrary(lists);
  useEffect(() => {
    const take = (element: EventTarget | null) => {
      if (!(element instanceof HTMLInputElement) || !element.matches(FIELDS)) return;
      fetch();
      setTaken((before) =>
        before.field === element ? before : { field: element, turn: before.turn + 1 },
      );
    };
    const focus = ({ target }: FocusEvent) => take(target);
    // Somebody may have typed before this was there.
    take(document.activeElement);
    document.addEventListener("focusin", focus);
    return () => document.removeEventListener("focusin", focus);
  }, [fetch]);
  if (!parts || !field?.form) return null;
  const wide = field.dataset.hints === "wide";
  const leave = () => {
    // The field of the header goes along to the next page; that of a page keeps what was asked.
    if (!wide) field.value = "";
    field.blur();
  };
  return createPortal(
    <parts.HintList key={turn} field={field} place={wide ? "wide" : "narrow"} onChosen={leave} />,
    field.form,
  );
}
