// biome-ignore-all lint/a11y/useSemanticElements: a table is not laid out as these rows are, and its rows cannot be dragged alone
// biome-ignore-all lint/a11y/useFocusableInteractive: only rows of papers take the focus; what is in them is reached by Tab

"use client";

import clsx from "clsx";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { BallotCandidate } from "@/components/ballots/ballot";
import { lazyLibrary } from "@/components/ui/library";
import { DROP_MARKS, OrderRow } from "./order-row";
import { followPress } from "./press";
import * as ranked from "./ranking";
import { useArrows } from "./use-arrows";
import { type Move, placeInWords } from "./words";

// It comes when a pointer reaches the list.
const dragging = lazyLibrary(() => import("./drag"));

interface Props {
  candidates: BallotCandidate[];
  ranking: ranked.Ranking;
  onChange(ranking: string[][]): void;
  onAbout(candidate: string): void;
}

const MOVES: Record<Move, (ranking: ranked.Ranking, id: string) => string[][]> = {
  first: ranked.moveFirst,
  up: ranked.moveUp,
  down: ranked.moveDown,
  level: ranked.tieWithAbove,
  next: ranked.moveLast,
  out: ranked.removeCandidate,
};

/**
 * Papers in a member's order of preference, and below a line the unranked ones. Tab leads to one row and the controls in it,
 * arrow keys to the other rows.
 */
export function OrderList({ candidates, ranking, onChange, onAbout }: Props) {
  const hint = useId();
  const [said, setSaid] = useState("");
  const [current, setCurrent] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ id: string; control: string } | null>(null);
  const titleOf = (id: string) => candidates.find((one) => one.id === id)?.paper.title ?? "";
  const rowOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-paper="${id}"]`);

  const change = (id: string, next: string[][]) => {
    setSaid(placeInWords(titleOf(id), ranked.placesOf(next).get(id)));
    if (!ranked.isSameRanking(next, ranking)) onChange(next);
  };
  const arrows = useArrows({
    ranking,
    titleOf,
    say: setSaid,
    onDrop: change,
    keepFocus(id) {
      wanted.current = { id, control: "[data-handle]" };
    },
  });
  const { shown, held } = arrows;
  // A drag can outlast a rendering, and ends in the vote as it is then.
  const drop = useRef((_id: string, _spot: ranked.Spot) => {});
  // A moved row loses the focus; put it back, so that keyboard and buttons keep working on it.
  useLayoutEffect(() => {
    drop.current = (id, spot) => change(id, ranked.dropAt(ranking, id, spot));
    const { current: lost } = wanted;
    wanted.current = null;
    if (!lost) return;
    const row = rowOf(lost.id);
    const control = row?.querySelector<HTMLElement>(lost.control);
    (control ?? row?.querySelector<HTMLElement>("[data-move]"))?.focus();
  });

  const onClick = (event: MouseEvent) => {
    const { id, control } = pressedIn(event);
    if (!id || !control || control.ariaDisabled === "true") return;
    const { move, about, handle } = control.dataset;
    if (about !== undefined) onAbout(id);
    if (handle !== undefined) arrows.onHandle(id, event);
    if (move === undefined) return;
    wanted.current = { id, control: `[data-move="${move}"]` };
    change(id, MOVES[move as Move](ranking, id));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { id, control } = pressedIn(event);
    // A key that is kept down presses once.
    if (event.repeat && event.key === "Enter" && control?.dataset.handle === "")
      event.preventDefault();
    if (arrows.onKeyDown(event) || !id) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-paper]") ?? [])];
    const at = rows.findIndex(({ dataset }) => dataset.paper === id);
    const ways: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: rows.length - 1,
    };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    rows[way]?.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const { id } = pressedIn(event);
    if (id) setCurrent(id);
  };
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    // A row that is moved loses the focus to nobody.
    if (held && relatedTarget && !rowOf(held)?.contains(relatedTarget)) arrows.putBack();
  };

  const rest = ranked.listUnranked(
    candidates.map(({ id }) => id),
    shown,
  );
  const places = ranked.placesOf(shown);
  const order = [...shown.flat(), ...rest];
  const entry = current && order.includes(current) ? current : order[0];
  const row = (id: string, joined: boolean) => {
    const candidate = candidates.find((one) => one.id === id);
    const place = places.get(id);
    return candidate ? (
      <OrderRow
        key={id}
        candidate={candidate}
        place={place?.place ?? null}
        tied={place?.tied ?? false}
        top={shown[0]?.includes(id) === true && shown[0].length === 1}
        bottom={shown.at(-1)?.includes(id) === true && shown.at(-1)?.length === 1}
        joined={joined}
        current={id === entry}
        held={id === held}
        hint={hint}
      />
    ) : null;
  };
  const fetch = () => void dragging.fetch().catch(() => {});

  return (
    <>
      <div
        ref={list}
        role="grid"
        aria-label="Papers on the ballot, in your order of preference"
        tabIndex={-1}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
        onPointerEnter={fetch}
        onPointerDown={(event) => {
          if (held) arrows.putBack();
          followPress(dragging, event.nativeEvent, event.currentTarget, (id, spot) =>
            drop.current(id, spot),
          );
        }}
        className="flex flex-col data-dragging:cursor-grabbing"
      >
        {shown.flatMap((tier) => tier.map((id, at) => row(id, at > 0)))}
        <div
          key="line"
          role="row"
          aria-label="Not ranked"
          className={clsx("mt-4 border-line border-t pt-2 text-muted text-sm", DROP_MARKS)}
        >
          <span role="gridcell">
            {shown.length === 0
              ? "Nothing ranked yet. Drop your favourite above this line."
              : rest.length > 0
                ? "Not ranked: all equal, below the papers above"
                : "All papers are ranked. Drop papers below this line to leave them out."}
          </span>
        </div>
        {rest.map((id) => row(id, false))}
      </div>
      <p id={hint} className="sr-only">
        Press Enter to move it with the arrow keys.
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** The paper and the button that an event is about. */
function pressedIn({ target }: { target: EventTarget }) {
  const element = target instanceof Element ? target : null;
  return {
    id: element?.closest<HTMLElement>("[data-paper]")?.dataset.paper,
    control: element?.closest<HTMLElement>("button"),
  };
}
