"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { useTRPC } from "@/trpc/client";

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
    <div className="grid max-w-md gap-4">
      {say.error ? <Notice kind="wrong">{sentenceOf(say.error)}</Notice> : null}
      <p role="status">{answer ? RSVP_WORDS[answer] : "Are you coming?"}</p>
      <div className="flex flex-wrap gap-2">
        {RSVPS.map(([value, words]) => (
          <Button
            key={value}
            variant={value === answer ? "primary" : "secondary"}
            aria-pressed={value === answer}
            pending={say.isPending && say.variables.answer === value}
            onClick={() => say.mutate({ token, answer: value })}
          >
            {words}
          </Button>
        ))}
      </div>
      <div>
        <LinkButton href={path}>Go to the meeting</LinkButton>
      </div>
    </div>
  );
}
