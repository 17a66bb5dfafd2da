import type { Answer } from "@/server/ballots/schema";
import { answerInWords } from "../answer-words";
import type { BallotToVoteOn } from "../ballot";
import type { Saving } from "./saving";

interface Props {
  asked: Answer | "unknown";
  ballot: Pick<BallotToVoteOn, "candidates">;
  vote: {
    saving: Saving;
    /** The vote that counts so far. */
    known: Answer | null;
    wish: Answer;
  };
}

/** Says what a choice in the address would do, or why it is not filled in. */
export function ChoiceFromLink({ asked, ballot, vote: { saving, known, wish } }: Props) {
  const titles = new Map(ballot.candidates.map(({ id, paper }) => [id, paper.title]));
  const inWords = (answer: Answer) => answerInWords(answer, (id) => titles.get(id) ?? "");
  if (asked === "unknown") {
    return (
      <p className="mb-4 text-muted text-sm">
        The link named a choice that this ballot does not take, so nothing is filled in.
      </p>
    );
  }
  if (saving.state !== "proposed") {
    return <p className="mb-4 text-muted text-sm">You have already voted like this.</p>;
  }
  return (
    <div className="mb-4 max-w-[65ch] rounded-lg bg-sunken px-4 py-3">
      <p>The link you followed filled in this choice. It counts once you confirm it below.</p>
      {known ? (
        <dl className="mt-2 grid gap-1 text-sm">
          <div>
            <dt className="inline text-muted">Your vote now: </dt>
            <dd className="inline">{inWords(known)}</dd>
          </div>
          <div>
            <dt className="inline text-muted">It would become: </dt>
            <dd className="inline">{inWords(wish)}</dd>
          </div>
        </dl>
      ) : null}
    </div>
  );
}
