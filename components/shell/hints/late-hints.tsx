"use client";

import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { lazyLibrary, useLibrary } from "@/components/ui/library";

const lists = lazyLibrary(() => import("./hint-list"));

/** The fields with hints. The form of each has the list under it. */
const FIELDS = "input[data-hints]";

/** Fetches what offers hints once a field for it has the focus. Until then, and without it, its form searches. */
export function LateHints() {
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const { parts, fetch } = useLibrary(lists);
  useEffect(() => {
    const take = (element: EventTarget | null) => {
      if (!(element instanceof HTMLInputElement) || !element.matches(FIELDS)) return;
      fetch();
      setField(element);
    };
    const focus = ({ target }: FocusEvent) => take(target);
    // Somebody may have typed before this was there.
    take(document.activeElement);
    document.addEventListener("focusin", focus);
    return () => document.removeEventListener("focusin", focus);
  }, [fetch]);
  if (!parts || !field?.form) return null;
  const leave = () => {
    field.value = "";
    field.blur();
  };
  return createPortal(<parts.HintList key={field.id} field={field} onChosen={leave} />, field.form);
}
