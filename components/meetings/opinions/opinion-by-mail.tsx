"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { OPINION_WORDS, OPINIONS, type OpinionAnswer } from "@/server/meetings/opinions/schema";
import { useTRPC } from "@/trpc/client";

interface Props {
  token: string;
  /** The answer of the link that was followed, which a press of the first button sends. */
  wanted: OpinionAnswer | null;
  /** The answer so far. */
  answer: OpinionAnswer | null;
  /** The meeting's page. */
  path: string;
}

/** Saves an answer about a meeting by the link in an email: one press sends the one that was chosen there. */
export function OpinionByMail({ token, wanted, answer: before, path }: Props) {
  const trpc = useTRPC();
  const [answer, setAnswer] = useState(before);
  const [sent, setSent] = useState(false);
  const say = useMutation(
    trpc.digests.opinionByMail.mutationOptions({
      onSuccess: (_, said) => {
        setAnswer(said.answer);
        setSent(true);
      },
    }),
  );
  const first = sent ? answer : (wanted ?? answer);
  return (
    <div className="grid max-w-md gap-4">
      {say.error ? <Notice kind="wrong">{sentenceOf(say.error)}</Notice> : null}
      <p role="status">
        {answer
          ? `Your answer: ${OPINION_WORDS[answer]}. You can change it.`
          : "Press a button to answer. Only the numbers are shown, never who said what."}
      </p>
      <div className="flex flex-wrap gap-2">
        {OPINIONS.toSorted((a, b) => Number(b === wanted) - Number(a === wanted)).map((value) => (
          <Button
            key={value}
            variant={value === first ? "primary" : "secondary"}
            aria-pressed={value === answer}
            pending={say.isPending && say.variables.answer === value}
            onClick={() => say.mutate({ token, answer: value })}
          >
            {OPINION_WORDS[value]}
          </Button>
        ))}
      </div>
      <div>
        <LinkButton href={path}>Go to the meeting</LinkButton>
      </div>
    </div>
  );
}
