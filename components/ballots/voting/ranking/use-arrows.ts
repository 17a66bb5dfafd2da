import { type KeyboardEvent, type MouseEvent, useState } from "react";
import * as ranked from "./ranking";
import { stopInWords } from "./words";

interface Props {
  ranking: ranked.Ranking;
  titleOf(id: string): string;
  /** Says something to screen readers. */
  say(words: string): void;
  /** Stores where a paper was dropped. */
  onDrop(id: string, ranking: string[][]): void;
  /** Keeps the focus on the handle of a paper, which moves. */
  keepFocus(id: string): void;
}

/**
 * A paper that is taken by its handle with Enter or Space, moved with the arrow keys and dropped with Enter. The list shows it
 * on its way (`shown`), and nothing is stored before it is dropped.
 */
export function useArrows({ ranking, titleOf, say, onDrop, keepFocus }: Props) {
  const [taken, setTaken] = useState<{ id: string; from: ranked.Ranking; at: number } | null>(null);
  // A vote that was changed elsewhere meanwhile puts it back.
  const held = taken?.from === ranking ? taken : null;
  const stops = held ? ranked.stopsOf(ranking, held.id) : [];
  const home = stops.findIndex((stop) => ranked.isSameRanking(stop, ranking));
  const shown = !held || held.at === home ? ranking : (stops[held.at] ?? ranking);

  const move = (to: number) => {
    const at = Math.max(0, Math.min(stops.length - 1, to));
    const stop = stops[at];
    if (!held || !stop) return;
    setTaken({ ...held, at });
    keepFocus(held.id);
    say(stopInWords(stop, held.id, titleOf));
  };
  const putBack = () => {
    if (!held) return;
    setTaken(null);
    keepFocus(held.id);
    say(`${titleOf(held.id)} is back. ${stopInWords(ranking, held.id, titleOf)}`);
  };

  return {
    shown,
    held: held?.id ?? null,
    putBack,
    /** @returns whether the key was for the paper that is held */
    onKeyDown(event: KeyboardEvent): boolean {
      if (!held) return false;
      const { key } = event;
      if (key === "Tab") {
        putBack();
        return true;
      }
      if (key === "Escape") putBack();
      else if (key === "ArrowUp") move(held.at - 1);
      else if (key === "ArrowDown") move(held.at + 1);
      else if (key === "Home") move(0);
      else if (key === "End") move(stops.length - 1);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    /** A press of a handle that is no pointer's: a key, or a screen reader. */
    onHandle(id: string, { detail }: MouseEvent): void {
      if (detail > 0) return;
      if (held?.id === id) {
        setTaken(null);
        keepFocus(id);
        onDrop(
          id,
          shown.map((tier) => [...tier]),
        );
        return;
      }
      const at = ranked
        .stopsOf(ranking, id)
        .findIndex((stop) => ranked.isSameRanking(stop, ranking));
      setTaken({ id, from: ranking, at });
      say(
        `${titleOf(id)} can be moved with the arrow keys. Enter drops it, and Escape puts it back.`,
      );
    },
  };
}
