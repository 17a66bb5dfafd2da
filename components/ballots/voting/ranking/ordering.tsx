"use client";

import { useState } from "react";
import { countInWords } from "@/server/platform/text/words";
import type { BallotPaperProps } from "../../ballot";
import { AboutDialog } from "../../page/about-paper";
import { useVote } from "../use-vote";
import { VoteBar } from "../vote-bar";
import { OrderList } from "./order-list";

const BLANK = { ranking: [] as string[][] };

/** All papers in one list to sort by dragging, by keyboard, or by tapping. */
export function Ordering({ group, ballot }: BallotPaperProps) {
  const { id: ballotId, candidates, myVote, may } = ballot;
  const vote = useVote(group, ballotId, myVote, BLANK);
  const { ranking } = vote.wish;
  const [about, setAbout] = useState<string | null>(null);
  const looked = candidates.find(({ id }) => id === about);
  const ranked = ranking.flat().length;
  return (
    <>
      <p className="mb-3 max-w-[65ch] text-muted text-sm">
        Tap “Rank next” in your order of preference, or drag papers. Papers dropped on each other
        share a place. Papers you leave out count as equal, below all others.
      </p>
      <OrderList
        candidates={candidates}
        ranking={ranking}
        onChange={(next) => vote.change({ ranking: next })}
        onAbout={setAbout}
      />
      <VoteBar
        vote={vote}
        hint="Put the papers in your order of preference."
        words={
          ranked === 0
            ? "no paper ranked"
            : `${countInWords(ranked, "paper")} of ${candidates.length} ranked`
        }
        voted={myVote !== null}
        blank={ranked === 0}
      />
      {looked ? (
        <AboutDialog
          group={group}
          candidate={looked}
          mayOffer={may.offer}
          open
          onClose={() => setAbout(null)}
        />
      ) : null}
    </>
  );
}
