"use client";

import { useEffect, useRef } from "react";

const FIELD = "input:not([type=hidden]), textarea";

/**
 * Puts the focus into the first field of the form around it. Not where a finger points: a keyboard on the screen
 * would come up over the page before anybody has read it. Nor from something that has the focus already.
 */
export function FocusFirst() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const busy = document.activeElement !== document.body;
    if (busy || window.matchMedia("(pointer: coarse)").matches) return;
    mark.current?.closest("form")?.querySelector<HTMLElement>(FIELD)?.focus();
  }, []);
  return <span ref={mark} hidden />;
}
