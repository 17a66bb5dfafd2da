"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { LateHints } from "@/components/shell/hints/late-hints";
import { lazyLibrary, useLibrary } from "@/components/ui/library";
import { PATHS } from "@/server/platform/web/addresses";
import { keepFocus } from "./keep-focus";
import { actOfKey, focusSearch, type KeyAct, lettersAct, OPENS_SHORTCUTS } from "./keys";

const palettes = lazyLibrary(() => import("./palette"));
const lists = lazyLibrary(() => import("./shortcuts"));

const WINDOW = "[role=dialog], [role=alertdialog]";

/**
 * Answers the keys that work on every page, and keeps the focus from getting lost. What the keys open is fetched when it
 * is first asked for.
 */
export function Keyboard() {
  const router = useRouter();
  const [open, setOpen] = useState<KeyAct | null>(null);
  const { parts: palette, fetch: fetchPalette } = useLibrary(palettes);
  const { parts: list, fetch: fetchList } = useLibrary(lists);
  useEffect(() => {
    const act = (wanted: KeyAct) => {
      if (document.querySelector(WINDOW)) return;
      if (wanted === "search") {
        if (!focusSearch()) router.push(PATHS.search);
        return;
      }
      (wanted === "palette" ? fetchPalette : fetchList)();
      setOpen(wanted);
    };
    const press = (event: KeyboardEvent) => {
      const wanted = actOfKey(event, lettersAct());
      if (!wanted) return;
      event.preventDefault();
      act(wanted);
    };
    const click = ({ target }: MouseEvent) => {
      if ((target as Element).closest(`[${OPENS_SHORTCUTS}]`)) act("shortcuts");
    };
    // Shows the button of the footer. A page that sleeps has shown it before, and waits for this.
    document.documentElement.dataset.keys = "ready";
    document.addEventListener("keydown", press);
    document.addEventListener("click", click);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("click", click);
    };
  }, [router, fetchPalette, fetchList]);
  useEffect(keepFocus, []);
  const turn = (wanted: KeyAct) => (on: boolean) => setOpen(on ? wanted : null);
  return (
    <>
      <LateHints />
      {palette ? (
        <palette.Palette open={open === "palette"} onOpenChange={turn("palette")} />
      ) : null}
      {list ? (
        <list.Shortcuts open={open === "shortcuts"} onOpenChange={turn("shortcuts")} />
      ) : null}
    </>
  );
}
