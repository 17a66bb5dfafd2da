"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import {
  OPINION_WORDS,
  OPINIONS,
  QUESTION_WORDS,
  QUESTIONS,
} from "@/server/meetings/opinions/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useMeetingAction } from "../use-action";
import { OpinionNumbers } from "./opinion-numbers";

type Meeting = RouterOutputs["meetings"]["page"];

interface Props {
  group: string;
  meeting: Pick<Meeting, "id" | "opinions" | "member" | "may">;
}

/** The two questions after a meeting, which members answer, and how many gave each answer. */
export function Opinions({ group, meeting: { id, opinions, member, may } }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const say = useMutation(trpc.meetings.saveOpinion.mutationOptions(options));
  const pending = say.isPending || refreshing;
  return (
    <div className="grid gap-3">
      {may.giveOpinion
        ? QUESTIONS.map((question) => (
            <fieldset key={question}>
              <legend className="font-medium">{QUESTION_WORDS[question]}</legend>
              <div className="mt-1 flex flex-wrap gap-2">
                {OPINIONS.map((answer) => {
                  const mine = member?.said[question] === answer;
                  return (
                    <Button
                      key={answer}
                      size="small"
                      variant={mine ? "primary" : "secondary"}
                      aria-pressed={mine}
                      pending={pending}
                      onClick={() => say.mutate({ group, meetingId: id, question, answer })}
                    >
                      {OPINION_WORDS[answer]}
                    </Button>
                  );
                })}
              </div>
            </fieldset>
          ))
        : null}
      {opinions ? <OpinionNumbers opinions={opinions} /> : null}
      {may.giveOpinion ? (
        <p className="text-muted text-sm">Only the numbers are shown, never who said what.</p>
      ) : null}
    </div>
  );
}
