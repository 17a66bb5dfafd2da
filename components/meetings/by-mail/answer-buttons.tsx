"use client";

import { Notice } from "@/components/people/notice";
import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";

interface Props<Answer extends string> {
  /** The answer so far in words, or the question. */
  said: string;
  /** The answers and their words, in their order. */
  choices: readonly (readonly [Answer, string])[];
  answer: Answer | null;
  /** The answer whose button stands out. */
  first: Answer | null;
  /** The answer that is being saved. */
  pending: Answer | null;
  error: unknown;
  onAnswer(answer: Answer): void;
  /** The meeting's page. */
  path: string;
}

/** Buttons that answer a question about a meeting by the link in an email. */
export function AnswerButtons<Answer extends string>(props: Props<Answer>) {
  const { said, choices, answer, first, pending, error, onAnswer, path } = props;
  return (
    <div className="grid max-w-md gap-4">
      {error ? <Notice kind="wrong">{sentenceOf(error)}</Notice> : null}
      <p role="status">{said}</p>
      <div className="flex flex-wrap gap-2">
        {choices.map(([value, words]) => (
          <Button
            key={value}
            variant={value === first ? "primary" : "secondary"}
            aria-pressed={value === answer}
            pending={value === pending}
            onClick={() => onAnswer(value)}
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
