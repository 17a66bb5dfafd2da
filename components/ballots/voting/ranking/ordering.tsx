"use client";

import { useState } from "react";
import type { BallotCandidate } from "../../ballot";
import { AboutDialog } from "../../page/about-paper";
import { OrderList } from "./order-list";

interface Props {
  group: string;
  candidates: BallotCandidate[];
  mayOffer: boolean;
  ranking: string[][];
  onChange(ranking: string[][]): void;
}

/** All papers in one list to sort by dragging, by keyboard, or by tapping. */
export function Ordering({ group, candidates, mayOffer, ranking, onChange }: Props) {
  const [about, setAbout] = useState<string | null>(null);
  const looked = candidates.find(({ id }) => id === about);
  return (
    <>
      <p className="mb-3 max-w-[65ch] text-muted text-sm">
        Tap “Rank next” in your order of preference, or drag papers. Papers dropped on each other
        share a place. Papers you leave out count as equal, below all others.
      </p>
      <OrderList candidates={candidates} ranking={ranking} onChange={onChange} onAbout={setAbout} />
      {looked ? (
        <AboutDialog
          group={group}
          candidate={looked}
          mayOffer={mayOffer}
          open
          onClose={() => setAbout(null)}
        />
      ) : null}
    </>
  );
}
