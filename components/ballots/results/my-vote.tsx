import { answerInWords } from "../answer-words";
import type { Ballot } from "../ballot-paper";

interface Props {
  vote: NonNullable<Ballot["myVote"]>;
  titleOf(candidate: string): string;
}

/** The viewer's own vote, and where it is found in the record. */
export function MyVote({ vote: { answer, receipt, recorded }, titleOf }: Props) {
  return (
    <section aria-labelledby="mine" className="mt-8">
      <h2 id="mine" className="mb-2 font-semibold">
        Your vote
      </h2>
      <p className="max-w-[70ch]">{answerInWords(answer, titleOf)}</p>
      <p className="mt-1 max-w-[70ch] text-muted text-sm">
        {"Your receipt: "}
        <code className="break-all font-semibold text-ink">{receipt}</code>
        {recorded
          ? `. The record holds under it: ${answerInWords(recorded, titleOf)}. Nobody else sees whose it is.`
          : ". The record holds no vote under it: yours came after the count, which should not be. Tell an organizer."}
      </p>
    </section>
  );
}
