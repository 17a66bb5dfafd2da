"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { LatestWins } from "@/components/shell/latest-wins";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import type { Answer } from "@/server/ballots/schema";
import { isSameAnswer } from "@/server/ballots/votes/choosing/rules";
import { CallError } from "@/trpc/calls";
import { useTRPC } from "@/trpc/client";
import { confirmInWords, firstChoiceOf } from "../answer-words";
import type { BallotToVoteOn } from "../ballot";
import { PickRow } from "./pick-row";
import type { Saving } from "./saving";
import { Scoring } from "./scoring";
import { VoteBar } from "./vote-bar";

// Most rules have no order to sort.
const Ordering = dynamic(() => import("./ranking/ordering").then(({ Ordering }) => Ordering));
// Few come by a link to a choice.
const ChoiceFromLink = dynamic(() =>
  import("./choice-from-link").then(({ ChoiceFromLink }) => ChoiceFromLink),
);

interface Props {
  group: string;
  ballot: BallotToVoteOn;
  /** The choice in the address, which is filled in and waits to be confirmed; "unknown" if the ballot cannot take it. */
  choice: Answer | "unknown" | null;
}

/** The fields in which a member votes, by the kind of vote that the rule takes. Each change is saved at once. */
export function BallotPaper({ group, ballot, choice }: Props) {
  const { id: ballotId, candidates, rule, may } = ballot;
  const vote = useVote(group, ballot, choice);
  const { wish, change } = vote;
  const fields = { group, candidates, mayOffer: may.offer };
  const picks = (input: "checkbox" | "radio", picked: string[], pick: (id: string) => Answer) => (
    <ul aria-label="Papers on the ballot" className="grid gap-3">
      {candidates.map((candidate) => (
        <PickRow
          key={candidate.id}
          group={group}
          candidate={candidate}
          mayOffer={may.offer}
          input={{
            type: input,
            checked: picked.includes(candidate.id),
            onChange: () => change(pick(candidate.id)),
            ...(input === "radio" ? { name: `choice-${ballotId}` } : {}),
          }}
        />
      ))}
    </ul>
  );
  return (
    <>
      {vote.asked === null ? null : (
        <ChoiceFromLink asked={vote.asked} ballot={ballot} vote={vote} />
      )}
      {"approvals" in wish ? (
        picks("checkbox", wish.approvals, (id) => ({ approvals: toggled(wish.approvals, id) }))
      ) : "scores" in wish ? (
        <Scoring {...fields} scores={wish.scores} onChange={(scores) => change({ scores })} />
      ) : rule === "plurality" ? (
        <fieldset>
          <legend className="sr-only">The paper you would like to read most</legend>
          {picks("radio", firstChoiceOf(wish.ranking), (id) => ({ ranking: [[id]] }))}
        </fieldset>
      ) : (
        <Ordering {...fields} ranking={wish.ranking} onChange={(ranking) => change({ ranking })} />
      )}
      <VoteBar ballot={ballot} vote={vote} />
    </>
  );
}

function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

const BLANK = {
  approvals: { approvals: [] },
  ranking: { ranking: [] },
  scores: { scores: {} },
} satisfies Record<BallotToVoteOn["answerKind"], Answer>;

/** Refusals after which the page is out of date: closed, no longer a member, gone. */
const OVER = new Set(["PRECONDITION_FAILED", "FORBIDDEN", "NOT_FOUND"]);

/**
 * The viewer's vote as it is on the screen. Changes are sent at once, one after the other, so that the last
 * one counts.
 */
function useVote(group: string, ballot: BallotToVoteOn, choice: Props["choice"]) {
  const { id: ballotId, answerKind, myVote: stored } = ballot;
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  // A stored vote of another kind was cast under another rule.
  const known = stored && answerKind in stored.answer ? stored.answer : BLANK[answerKind];
  const [asked, setAsked] = useState(choice);
  const proposed =
    asked !== null && asked !== "unknown" && !(stored && isSameAnswer(asked, known)) ? asked : null;
  const [wish, setWish] = useState<Answer>(proposed ?? known);
  const [earlier, setEarlier] = useState<Answer[]>([]);
  const [saving, setSaving] = useState<Saving>({ state: proposed ? "proposed" : "still" });
  const { mutateAsync: cast, isPaused } = useMutation(trpc.ballots.vote.mutationOptions());

  // Takes over a vote that was changed elsewhere and is newer than the one on this page.
  const [knownAt, setKnownAt] = useState(stored?.changedAt ?? null);
  const settled = saving.state === "still" || saving.state === "saved";
  if (stored && settled && (!knownAt || stored.changedAt > knownAt)) {
    setKnownAt(stored.changedAt);
    setWish(known);
    setEarlier([]);
    setSaving({ state: "still" });
  }

  const wishes = useRef<LatestWins<Answer, { changedAt: Date }>>(null);
  wishes.current ??= new LatestWins((answer) => cast({ group, ballotId, answer }), {
    done({ changedAt }) {
      setKnownAt(changedAt);
      setSaving({ state: "saved" });
      // Refreshes the number of votes, and the browser's copy of this page for the way back.
      refresh();
    },
    failed(error) {
      setSaving({ state: "failed", why: sentenceOf(error) });
      if (!(error instanceof CallError) || !OVER.has(error.data?.code ?? "")) return;
      toast.error(sentenceOf(error));
      refresh();
    },
  });

  function send(answer: Answer): void {
    setSaving({ state: "saving" });
    wishes.current?.want(answer);
  }

  function change(next: Answer): void {
    // A choice from a link was never sent, so undoing leads back to the vote before it.
    setEarlier([...earlier, saving.state === "proposed" ? known : wish]);
    setWish(next);
    forgetLink();
    send(next);
  }

  /** Takes the choice out of the address, so that a later visit does not ask again. */
  function forgetLink(): void {
    if (asked === null) return;
    setAsked(null);
    window.history.replaceState(null, "", window.location.pathname);
  }

  const unsaved = saving.state === "saving" || saving.state === "failed";
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);

  return {
    wish,
    saving: saving.state === "saving" && isPaused ? ({ state: "offline" } as const) : saving,
    asked,
    known: stored ? known : null,
    confirmWords: confirmInWords(ballot, wish, known),
    confirm: () => change(wish),
    dismiss() {
      setWish(known);
      setSaving({ state: "still" });
      forgetLink();
    },
    mayUndo: earlier.length > 0,
    change,
    clear: () => change(BLANK[answerKind]),
    undo() {
      const last = earlier.at(-1);
      if (!last) return;
      setEarlier(earlier.slice(0, -1));
      setWish(last);
      send(last);
    },
    again: () => send(wish),
  };
}
