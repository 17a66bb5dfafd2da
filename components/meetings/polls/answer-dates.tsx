"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { DATE_ANSWER_WORDS, DATE_ANSWERS, type DateAnswer } from "@/server/meetings/polls/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useMeetingAction } from "../use-action";
import { DateRow } from "./date-row";

type Poll = RouterOutputs["datePolls"]["page"];

interface Props {
  group: string;
  poll: Poll;
  /** Answers that the viewer has chosen in an email. */
  begun: Record<string, DateAnswer> | null;
  timeZone: string;
  groupZone: string;
}

/** The viewer's answer to each proposed time, beside those of the others. */
export function AnswerDates({ group, poll, begun, timeZone, groupZone }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const [chosen, setChosen] = useState<Record<string, DateAnswer>>(begun ?? {});
  const save = useMutation(
    trpc.datePolls.answer.mutationOptions({
      ...options,
      onSuccess: () =>
        toast.success("Your answers are saved. You can change them until the poll closes."),
    }),
  );
  const answerOf = (date: Poll["dates"][number]) => chosen[date.id] ?? date.mine;
  const missing = poll.dates.filter((date) => !answerOf(date)).length;
  const changed = poll.dates.some((date) => answerOf(date) !== date.mine);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const answers = poll.dates.flatMap((date) => {
          const answer = answerOf(date);
          return answer ? [{ dateId: date.id, answer }] : [];
        });
        save.mutate({ group, pollId: poll.id, answers });
      }}
    >
      <ol className="divide-y divide-line border-line border-y">
        {poll.dates.map((date, place) => (
          <li key={date.id}>
            <DateRow poll={poll} place={place} timeZone={timeZone} groupZone={groupZone}>
              {(label) => (
                <fieldset aria-label={label} className="flex flex-wrap gap-1.5">
                  {DATE_ANSWERS.map((value) => (
                    <label
                      key={value}
                      className="inline-flex min-h-10 cursor-pointer items-center gap-2 rounded-md border border-line bg-surface px-3 hover:bg-sunken has-[:checked]:border-accent has-[:checked]:bg-sunken has-[:focus-visible]:outline-2"
                    >
                      <input
                        type="radio"
                        name={date.id}
                        value={value}
                        checked={answerOf(date) === value}
                        onChange={() => setChosen((all) => ({ ...all, [date.id]: value }))}
                        className="size-4 accent-[var(--accent)]"
                      />
                      {DATE_ANSWER_WORDS[value]}
                    </label>
                  ))}
                </fieldset>
              )}
            </DateRow>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          variant="primary"
          pending={save.isPending || refreshing}
          disabled={missing > 0 || !changed}
        >
          Save my answers
        </Button>
        <p role="status" className="text-muted text-sm">
          {missing > 0
            ? "Answer each of the times."
            : changed
              ? "Not saved yet."
              : "Your answers are saved."}
        </p>
      </div>
    </form>
  );
}
