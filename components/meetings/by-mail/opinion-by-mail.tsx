"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { OPINION_WORDS, OPINIONS, type OpinionAnswer } from "@/server/meetings/opinions/schema";
import { useTRPC } from "@/trpc/client";
import { AnswerButtons } from "./answer-buttons";

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
  const order = OPINIONS.toSorted((a, b) => Number(b === wanted) - Number(a === wanted));
  return (
    <AnswerButtons
      said={
        answer
          ? `Your answer: ${OPINION_WORDS[answer]}. You can change it.`
          : "Press a button to answer. Only the numbers are shown, never who said what."
      }
      choices={order.map((value) => [value, OPINION_WORDS[value]] as const)}
      answer={answer}
      first={sent ? answer : (wanted ?? answer)}
      pending={say.isPending ? say.variables.answer : null}
      error={say.error}
      onAnswer={(value) => say.mutate({ token, answer: value })}
      path={path}
    />
  );
}
