"use client";

import { useCallback, useEffect, useEffectEvent, useId, useState } from "react";
import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import type { Hints } from "@/server/search/schema";
import { type Line, sectionsFor } from "./lines";
import { moveOfKey } from "./moves";
import { useHints } from "./use-hints";

interface Props {
  /** The field, which becomes a combobox. */
  field: HTMLInputElement;
  /** "stays" is always there. The others are while somebody types, over what is below the field. */
  place: keyof typeof PLACES;
  /** Called before a line is followed. */
  onChosen: () => void;
}

const OVER =
  "absolute top-full right-0 z-30 mt-1 max-h-[70dvh] overflow-y-auto rounded-lg border border-line bg-surface p-2 shadow-lg";
const PLACES = {
  stays: "mt-3",
  narrow: `${OVER} w-[min(32rem,calc(100vw-2rem))]`,
  wide: `${OVER} left-0`,
};

/** The list of what somebody may mean who types in a field. The focus stays in the field; the arrow keys go through the lines. */
export function HintList({ field, place, onChosen }: Props) {
  const id = useId();
  const stays = place === "stays";
  const { viewer } = useViewer();
  const { typed, isOpen, reached, setReached, open, close } = useTyped(field);
  const shown = stays || (isOpen && typed.trim() !== "");
  const { hints, waits, failed } = useHints(typed, shown);
  // An answer that comes late changes nothing under the line that somebody has reached.
  const among = reached?.among ?? hints;
  const sections = shown ? sectionsFor(typed, among, viewer) : [];
  const lines = sections.flatMap((section) => section.lines);
  const found = lines.findIndex(({ href }) => href === reached?.href);
  const at = found < 0 ? null : found;
  const idOf = ({ href }: Line) => `${id}${href}`;
  const active = at === null ? null : idOf(lines[at] as Line);

  useEffect(() => {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", String(shown));
    if (shown) field.setAttribute("aria-controls", id);
    else field.removeAttribute("aria-controls");
    if (active) field.setAttribute("aria-activedescendant", active);
    else field.removeAttribute("aria-activedescendant");
    if (active) document.getElementById(active)?.scrollIntoView({ block: "nearest" });
  }, [field, shown, id, active]);

  // An event of an effect reads the lines as they are drawn: a key that is pressed as soon as they are meets these.
  const press = useEffectEvent((event: KeyboardEvent) => {
    const move = moveOfKey(event, { at, lines: lines.length, open: shown });
    if (move === null) return;
    if (move === "open") open();
    else if (move === "close") {
      // Escape closes the window around a list that stays.
      if (stays) return;
      close();
    } else if (move === "choose") {
      if (active) document.getElementById(active)?.click();
    } else {
      const line = move.to === null ? undefined : lines[move.to];
      setReached(line ? { href: line.href, among } : null);
    }
    event.preventDefault();
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => press(event);
    field.addEventListener("keydown", heard);
    return () => field.removeEventListener("keydown", heard);
  }, [field]);

  if (!shown) return null;
  return (
    <>
      <div
        id={id}
        role="listbox"
        aria-label="Suggestions"
        aria-busy={waits}
        // The focus stays in the field.
        onMouseDown={(event) => event.preventDefault()}
        className={PLACES[place]}
      >
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list
          <div key={section.title} role="group" aria-labelledby={`${id}${section.title}`}>
            <div id={`${id}${section.title}`} className="px-2 pt-2 pb-1 text-muted text-xs">
              {section.title}
            </div>
            {section.lines.map((line) => (
              <Link
                key={line.href}
                id={idOf(line)}
                role="option"
                aria-selected={idOf(line) === active}
                tabIndex={-1}
                href={line.href}
                onClick={({ ctrlKey, metaKey, shiftKey }) => {
                  if (ctrlKey || metaKey || shiftKey) return;
                  close();
                  onChosen();
                }}
                className="block rounded-md px-2 py-2 no-underline hover:bg-sunken aria-selected:bg-sunken"
              >
                <bdi>{line.words}</bdi>
                {line.more ? <span className="text-muted text-sm"> {line.more}</span> : null}
              </Link>
            ))}
          </div>
        ))}
        {failed ? <Failed /> : null}
      </div>
      <p role="status" className="sr-only">
        {waits ? "" : countInWords(lines.length, "suggestion")}
      </p>
    </>
  );
}

function Failed() {
  return (
    <p role="presentation" className="px-2 py-2 text-muted text-sm">
      The suggestions could not be loaded. Enter still searches.
    </p>
  );
}

/** The address of the line that the keys have reached, and the hints that it is one of. */
interface Reached {
  href: string;
  among: Hints;
}

/** Reads the words in a field, whether its list is open, and the line that the keys have reached. */
function useTyped(field: HTMLInputElement) {
  const [typed, setTyped] = useState(field.value);
  const [isOpen, setOpen] = useState(() => document.activeElement === field);
  const [reached, setReached] = useState<Reached | null>(null);
  const turn = useCallback(
    (on: boolean) => {
      setTyped(field.value);
      setOpen(on);
      setReached(null);
    },
    [field],
  );
  const open = useCallback(() => turn(true), [turn]);
  const close = useCallback(() => turn(false), [turn]);
  useEffect(() => {
    const listeners = { input: open, focus: open, click: open, blur: close };
    for (const [name, heard] of Object.entries(listeners)) field.addEventListener(name, heard);
    return () => {
      for (const [name, heard] of Object.entries(listeners)) field.removeEventListener(name, heard);
    };
  }, [field, open, close]);
  return { typed, isOpen, reached, setReached, open, close };
}
