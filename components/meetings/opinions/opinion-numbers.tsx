import { opinionsInWords, QUESTION_WORDS, QUESTIONS } from "@/server/meetings/opinions/schema";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  opinions: NonNullable<RouterOutputs["meetings"]["page"]["opinions"]>;
}

/** How many members gave each answer after a meeting. */
export function OpinionNumbers({ opinions }: Props) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {QUESTIONS.flatMap((question) => {
        const counts = opinions[question];
        return counts ? (
          <li key={question}>
            {QUESTION_WORDS[question]} <span className="text-muted">{opinionsInWords(counts)}</span>
          </li>
        ) : (
          []
        );
      })}
    </ul>
  );
}
