"use client";

import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import {
  Button as DragHandle,
  DropIndicator,
  GridList,
  GridListItem,
  useDragAndDrop,
} from "react-aria-components";
import type { BallotCandidate } from "@/components/ballots/ballot";
import { OrderRow } from "./order-row";
import * as ranked from "./ranking";
import { type Move, placeInWords } from "./words";

/** The row between the papers that are ranked and the others. */
const LINE = "line";

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

/** Papers in a member's order of preference, and below a line the unranked ones. */
export function OrderList({ candidates, ranking, onChange, onAbout }: Props) {
  const ids = candidates.map(({ id }) => id);
  const places = ranked.placesOf(ranking);
  const rest = ranked.listUnranked(ids, ranking);
  const [said, setSaid] = useState("");
  const titleOf = (id: string) => candidates.find((one) => one.id === id)?.paper.title ?? "";
  const list = useRef<HTMLDivElement>(null);
  const focus = useRef<{ id: string; move: Move } | null>(null);

  const change = (id: string, next: string[][]) => {
    setSaid(placeInWords(titleOf(id), ranked.placesOf(next).get(id)));
    if (JSON.stringify(next) !== JSON.stringify(ranking)) onChange(next);
  };
  // A moved row loses the focus; put it back, so that keyboard and buttons keep working on it.
  useEffect(() => {
    const { current: wanted } = focus;
    if (!wanted || ranking.length < 0) return;
    // The list reorders its rows after this effect, so wait for that.
    const frame = requestAnimationFrame(() => {
      focus.current = null;
      const row = list.current?.querySelector(`[data-paper="${wanted.id}"]`);
      const button =
        row?.querySelector<HTMLElement>(`[data-move="${wanted.move}"]`) ??
        row?.querySelector<HTMLElement>("[data-move]");
      button?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [ranking]);

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ "text/plain": titleOf(String(key)) })),
    getAllowedDropOperations: () => ["move"],
    shouldAcceptItemDrop: ({ key }) => places.has(String(key)),
    onMove({ keys, target }) {
      const [id] = [...keys].map(String);
      if (id === undefined) return;
      const at = target.key === LINE ? null : String(target.key);
      change(id, ranked.dropAt(ranking, id, { at, position: target.dropPosition }));
    },
    renderDropIndicator: (target) => (
      <DropIndicator
        target={target}
        className="-my-0.5 h-1 rounded-full data-[drop-target]:bg-accent"
      />
    ),
  });

  const row = (id: string, joined: boolean) => {
    const candidate = candidates.find((one) => one.id === id);
    const place = places.get(id);
    return candidate ? (
      <GridListItem
        key={id}
        id={id}
        textValue={`${candidate.paper.title}, ${place ? `place ${place.place}` : "not ranked"}`}
        data-paper={id}
        allowsArrowNavigation
        className={clsx(
          "border border-line bg-surface data-[drop-target]:border-accent data-[dragging]:opacity-50 data-[drop-target]:ring-2 data-[drop-target]:ring-accent",
          joined ? "-mt-px border-t-sunken" : "mt-2",
          place ? "border-s-4 border-s-accent" : "",
        )}
      >
        <OrderRow
          candidate={candidate}
          place={place}
          top={ranking[0]?.includes(id) === true && ranking[0].length === 1}
          bottom={ranking.at(-1)?.includes(id) === true && ranking.at(-1)?.length === 1}
          onMove={(move) => {
            focus.current = { id, move };
            change(id, MOVES[move](ranking, id));
          }}
          onAbout={() => onAbout(id)}
        />
      </GridListItem>
    ) : null;
  };

  return (
    <>
      <GridList
        ref={list}
        aria-label="Papers on the ballot, in your order of preference"
        keyboardNavigationBehavior="tab"
        disabledKeys={[LINE]}
        dragAndDropHooks={dragAndDropHooks}
        className="flex flex-col"
      >
        {ranking.flatMap((tier) => tier.map((id, at) => row(id, at > 0)))}
        <GridListItem
          key={LINE}
          id={LINE}
          textValue="Not ranked"
          className="mt-4 border-line border-t pt-2 text-muted text-sm"
        >
          {/* A row without a handle would be complained about; this one is not dragged. */}
          <DragHandle slot="drag" className="hidden" aria-label="Not ranked" />
          {ranking.length === 0
            ? "Nothing ranked yet. Drop your favourite above this line."
            : rest.length > 0
              ? "Not ranked: all equal, below the papers above"
              : "All papers are ranked. Drop papers below this line to leave them out."}
        </GridListItem>
        {rest.map((id) => row(id, false))}
      </GridList>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
