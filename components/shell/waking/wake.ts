// The script of a finished page, in a bundle of its own: server/platform/web/finished/sleeping.ts puts it into the head.
import { hasSession } from "../member";
import { sayTimesAgo } from "../times/time-ago";
import { listen } from "./listen";
import { hideLoss, showLoss } from "./loss";
import { Presses } from "./presses";

/** Addresses of the framework's scripts, which the server puts in front of this one. */
declare const colloquyScripts: readonly string[];

/** Set while the page answers to clicks (trpc/provider.tsx). While it sleeps, they are held for it. */
const ALIVE = "data-alive";
/** Distance from the end of a list at which it goes on: use-nearby.ts has the same. */
const AHEAD = "900px";
const SAID_AGAIN_MS = 60_000;
const root = document.documentElement;

const missing = new Set(colloquyScripts);
let state: "asleep" | "waking" | "awake" = "asleep";
/** Whether a script could not be fetched at the last attempt. */
let isLost = false;
/** Ends what the page does only while it sleeps. */
let endSleep = () => {};
const presses = new Presses(wake);

/** Fetches the framework. Then the page is like any other. */
function wake(): void {
  if (state !== "asleep") return;
  state = "waking";
  root.removeAttribute(ALIVE);
  isLost = false;
  endSleep();
  hideLoss();
  for (const address of missing) fetchScript(address);
}

function fetchScript(address: string): void {
  const script = document.createElement("script");
  script.src = address;
  script.onload = () => missing.delete(address);
  // A lost connection, or a newer build of the site. The next press tries again.
  script.onerror = () => {
    script.remove();
    if (state === "asleep") return;
    state = "asleep";
    isLost = true;
    presses.letGo();
    if (document.readyState !== "loading") sleep();
  };
  document.head.append(script);
}

function sleep(): void {
  const stop = listen(wake);
  const timer = setInterval(sayTimesAgo, SAID_AGAIN_MS);
  const near = new IntersectionObserver(
    (seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) wake();
    },
    { rootMargin: `${AHEAD} 0px` },
  );
  for (const end of document.querySelectorAll("[data-wakes-near]")) near.observe(end);
  endSleep = () => {
    stop();
    clearInterval(timer);
    near.disconnect();
  };
  sayTimesAgo();
  if (isLost) showLoss();
  root.toggleAttribute("data-keys", true);
  root.toggleAttribute(ALIVE, true);
}

/** Wakes a page that its reader has signed in for, or came to for one comment, which may be on another page by now. */
function wakeIfNeeded(): void {
  if (hasSession() || location.hash.startsWith("#c-")) wake();
}

function wakeForSelection(): void {
  const selection = document.getSelection();
  const at = selection?.isCollapsed === false ? selection.anchorNode?.parentElement : null;
  if (at?.closest("[data-quotable]")) wake();
}

/** Wakes a page for the hints of its search field, which its form does without. */
function wakeForHints({ target }: Event): void {
  if (target instanceof Element && target.matches("[data-hints]")) wake();
}

const marks = new MutationObserver(() => {
  if (state === "asleep" || !root.hasAttribute(ALIVE)) return;
  // The parts of the page hear in the next turn of the data that has come.
  setTimeout(() => {
    state = "awake";
    if (presses.give(root.dataset.keys === "ready")) marks.disconnect();
  });
});
marks.observe(root, { attributeFilter: [ALIVE, "data-keys"] });

wakeIfNeeded();
document.addEventListener("DOMContentLoaded", () => {
  if (state === "asleep") sleep();
});
document.addEventListener("visibilitychange", wakeIfNeeded);
document.addEventListener("selectionchange", wakeForSelection);
document.addEventListener("input", wakeForHints);
window.addEventListener("pageshow", wakeIfNeeded);
window.addEventListener("hashchange", wakeIfNeeded);
