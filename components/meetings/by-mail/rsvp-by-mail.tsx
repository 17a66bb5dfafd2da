"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/trpc/client";
import { AnswerButtons } from "./answer-buttons";

type Rsvp = "yes" | "maybe" | "no";

const RSVPS = [
  ["yes", "Yes, I’m coming"],
  ["maybe", "Maybe"],
  ["no", "No"],
] as const;
const RSVP_WORDS: Record<Rsvp, string> = {
  yes: "You’re coming.",
  maybe: "You might come.",
  no: "You’re not coming.",
};

interface Props {
  token: string;
  /** The meeting's page. */
  path: string;
  /** The RSVP so far. */
  answer: Rsvp | null;
}

/** Saves an RSVP by the link in a digest. */
export function RsvpByMail({ token, path, answer: before }: Props) {
  const trpc = useTRPC();
  const [answer, setAnswer] = useState(before);
  const say = useMutation(
    trpc.digests.answerByMail.mutationOptions({
      onSuccess: (_, said) => setAnswer(said.answer),
    }),
  );
  return (
    <AnswerButtons
      said={answer ? RSVP_WORDS[answer] : "Are you coming?"}
      choices={RSVPS}
      answer={answer}
      first={answer}
      pending={say.isPending ? say.variables.answer : null}
      error={say.error}
      onAnswer={(value) => say.mutate({ token, answer: value })}
      path={path}
    />
  );
}
