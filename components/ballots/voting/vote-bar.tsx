import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import type { Answer } from "@/server/ballots/schema";
import { voteInWords } from "../answer-words";
import type { BallotToVoteOn } from "../ballot";
import { Kept, type Saving } from "./saving";

interface Props {
  ballot: BallotToVoteOn;
  vote: {
    wish: Answer;
    saving: Saving;
    mayUndo: boolean;
    /** Words for the button that confirms a choice from a link. */
    confirmWords: string;
    confirm(): void;
    dismiss(): void;
    undo(): void;
    clear(): void;
    again(): void;
  };
}

/** The bar at the bottom of the screen: whether the vote is saved, undo and clear. */
export function VoteBar({ ballot, vote }: Props) {
  const { saving, mayUndo } = vote;
  const { hint, words, blank } = voteInWords(ballot, vote.wish);
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-t bg-page px-4 py-2 sm:mx-0 sm:px-0">
      <div role="status" className="flex min-h-10 items-center gap-2 text-sm">
        <Kept saving={saving} hint={hint} words={words} voted={ballot.myVote !== null} />
      </div>
      {saving.state === "proposed" ? (
        <div className="flex min-w-0 flex-wrap gap-1">
          <Button variant="primary" className="max-w-full" onClick={vote.confirm}>
            <span className="truncate">{vote.confirmWords}</span>
          </Button>
          <Button variant="quiet" onClick={vote.dismiss}>
            Not now
          </Button>
        </div>
      ) : (
        <div className="flex gap-1">
          {saving.state === "failed" ? <Button onClick={vote.again}>Try again</Button> : null}
          <Button variant="quiet" disabled={!mayUndo} onClick={vote.undo}>
            <Icon of="lucide--undo-2" className="size-4" />
            Undo
          </Button>
          <Button variant="quiet" disabled={blank} onClick={vote.clear}>
            <Icon of="lucide--x" className="size-4" />
            Clear
          </Button>
        </div>
      )}
    </div>
  );
}
