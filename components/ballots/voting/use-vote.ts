"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useEffect, useRef, useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { LatestWins } from "@/components/shell/latest-wins";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import type { Answer } from "@/server/ballots/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type MyVote = RouterOutputs["ballots"]["page"]["myVote"];

/** State of the vote on the screen: as loaded, on its way, saved, or not saved. */
export type Saving =
  | { state: "still" }
  | { state: "saving" }
  | { state: "saved" }
  | { state: "failed"; why: string };

/** Refusals after which the page is out of date: closed, no longer a member, gone. */
const OVER = new Set(["PRECONDITION_FAILED", "FORBIDDEN", "NOT_FOUND"]);

/**
 * The viewer's vote as it is on the screen. Changes are sent at once, one after the other, so that the last
 * one counts.
 * @param blank an empty vote of the ballot's kind
 */
export function useVote<Kind extends Answer>(
  group: string,
  ballotId: string,
  kept: MyVote,
  blank: Kind,
) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const [wish, setWish] = useState<Kind>(answerOf(kept, blank));
  const [earlier, setEarlier] = useState<Kind[]>([]);
  const [saving, setSaving] = useState<Saving>({ state: "still" });
  const { mutateAsync: cast } = useMutation(trpc.ballots.vote.mutationOptions());

  // Takes over a vote that was changed elsewhere and is newer than the one on this page.
  const [known, setKnown] = useState(kept?.changedAt ?? null);
  const settled = saving.state === "still" || saving.state === "saved";
  if (kept && settled && (!known || kept.changedAt > known)) {
    setKnown(kept.changedAt);
    setWish(answerOf(kept, blank));
    setEarlier([]);
    setSaving({ state: "still" });
  }

  const wishes = useRef<LatestWins<Kind, { changedAt: Date }>>(null);
  wishes.current ??= new LatestWins((answer) => cast({ group, ballotId, answer }), {
    done({ changedAt }) {
      setKnown(changedAt);
      setSaving({ state: "saved" });
      // Refreshes the number of votes, and the browser's copy of this page for the way back.
      refresh();
    },
    failed(error) {
      setSaving({ state: "failed", why: sentenceOf(error) });
      if (!(error instanceof TRPCClientError) || !OVER.has(error.data?.code)) return;
      toast.error(sentenceOf(error));
      refresh();
    },
  });

  function send(answer: Kind): void {
    setSaving({ state: "saving" });
    wishes.current?.want(answer);
  }

  function change(next: Kind): void {
    setEarlier([...earlier, wish]);
    setWish(next);
    send(next);
  }

  useEffect(() => {
    if (settled) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [settled]);

  return {
    wish,
    saving,
    mayUndo: earlier.length > 0,
    change,
    clear: () => change(blank),
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

/** The stored vote, if it is of the kind that the ballot takes. */
function answerOf<Kind extends Answer>(kept: MyVote, blank: Kind): Kind {
  const [kind] = Object.keys(blank);
  return kept && kind && kind in kept.answer ? (kept.answer as Kind) : blank;
}
