"use client";

import { type CSSProperties, useEffect, useState } from "react";
import type { ExternalToast } from "sonner";
import { lazyLibrary } from "./library";

const library = lazyLibrary(() => import("sonner"));

/** The library has colours and a font of its own, which do not follow the theme of the page. */
const LOOK = {
  "--normal-bg": "var(--surface)",
  "--normal-text": "var(--ink)",
  "--normal-border": "var(--line)",
  fontFamily: "inherit",
} as CSSProperties;

const AT_BOTTOM = { position: "bottom-center" } as const;
/** Below the header: on a phone the next button is at the bottom, such as that of a vote. */
const AT_TOP = { position: "top-center", offset: 68, mobileOffset: { top: 68 } } as const;
const onPhone = () => window.matchMedia("(width < 40rem)").matches;

type Kind = "success" | "error" | "info" | "message";

/** Shows the place for toasts, or a plain sentence where its library cannot be fetched. */
let show: ((plain?: string) => void) | undefined;
let onPlace: () => void = () => {};
/** Resolves when the place listens: a toast sent earlier would be lost. */
const place = new Promise<void>((done) => {
  onPlace = done;
});

async function send(kind: Kind, sentence: string, more?: ExternalToast): Promise<void> {
  const parts = await library.fetch().catch(() => null);
  if (!parts) return show?.(sentence);
  show?.();
  await place;
  parts.toast[kind](sentence, more);
}

function sender(kind: Kind) {
  return (sentence: string, more?: ExternalToast) => void send(kind, sentence, more);
}

/** Says a short sentence over the page. */
export const toast = {
  success: sender("success"),
  error: sender("error"),
  info: sender("info"),
  message: sender("message"),
};

/** The place where toasts appear; once on a page. Its library is fetched when somebody begins to use the page. */
export function Toasts() {
  const [shown, setShown] = useState(false);
  const [plain, setPlain] = useState<string>();
  useEffect(() => {
    show = (sentence) => {
      setPlain(sentence);
      setShown(sentence === undefined);
    };
    const fetch = () => void library.fetch().catch(() => {});
    const first = { once: true, passive: true };
    document.addEventListener("pointerdown", fetch, first);
    document.addEventListener("keydown", fetch, first);
    return () => {
      show = undefined;
      document.removeEventListener("pointerdown", fetch);
      document.removeEventListener("keydown", fetch);
    };
  }, []);
  const Toaster = library.parts?.Toaster;
  if (shown && Toaster) {
    return (
      <>
        <Toaster {...(onPhone() ? AT_TOP : AT_BOTTOM)} style={LOOK} />
        <Listening />
      </>
    );
  }
  return (
    <p
      role="status"
      className="fixed inset-x-4 top-17 z-50 mx-auto w-fit rounded-lg border border-line bg-surface px-4 py-3 shadow-lg empty:hidden sm:top-auto sm:bottom-4"
    >
      {plain}
    </p>
  );
}

/** Lets the first toast go. Effects run in the order of the tree: the place before it listens by then. */
function Listening() {
  useEffect(() => onPlace(), []);
  return null;
}
