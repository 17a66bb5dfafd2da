import type { Ballot } from "@/components/ballots/ballot";
import { answerInWords } from "../answer-words";
import { numberInWords } from "../weight-words";

interface Props {
  vote: NonNullable<Ballot["myVote"]>;
  result: NonNullable<Ballot["result"]>;
  titleOf(candidate: string): string;
}

/**
 * The viewer's own vote, and its receipt in the record. Folded up and not printed, because the page is
 * shown to others.
 */
export function MyVote({ vote: { answer, receipt, recorded }, result, titleOf }: Props) {
  const exact = "exact" in result ? result.exact : null;
  const [weight, after] = [exact?.weights[receipt], exact?.after[receipt]];
  return (
    <details className="group mt-8 max-w-[70ch] print:hidden">
      <summary className="cursor-pointer py-1 font-semibold">Your vote and your receipt</summary>
      <p className="mt-1">{answerInWords(answer, titleOf)}</p>
      {weight !== undefined && after !== undefined ? (
        <p className="mt-1 text-sm">
          It weighed {numberInWords(weight)}. You carry {numberInWords(after)} over to the next
          ballot under this rule.
        </p>
      ) : null}
      <p className="mt-1 text-muted text-sm">
        {"Receipt: "}
        <code className="break-all font-semibold text-ink">{receipt}</code>
        {recorded
          ? `. The record shows this vote under it: ${answerInWords(recorded, titleOf)}. Nobody else can see that it is yours.`
          : ". The record has no vote under it. That should not happen: please tell an organizer."}
      </p>
    </details>
  );
}
