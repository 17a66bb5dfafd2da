import type { Ballot } from "@/components/ballots/ballot";
import { countInWords } from "@/server/platform/text/words";
import { answerInWords } from "../answer-words";

interface Props {
  candidates: Ballot["candidates"];
  votes: NonNullable<Ballot["votesByName"]>;
  /** Number of votes; there may be more than are listed here. */
  count: number;
}

/** The votes of a ballot that is by name. */
export function VotesByName({ candidates, votes, count }: Props) {
  const titles = new Map(candidates.map(({ id, paper }) => [id, paper.title]));
  return (
    <section aria-labelledby="by-name" className="mt-8">
      <h2 id="by-name" className="mb-1 font-semibold">
        Who voted for what
      </h2>
      {votes.length === 0 ? <p className="text-muted text-sm">Nobody has voted yet.</p> : null}
      <dl className="grid max-w-2xl gap-2">
        {votes.map(({ person, answer }) => (
          <div key={person.handle}>
            <dt className="font-medium">
              <bdi>{person.name}</bdi>
            </dt>
            <dd className="text-muted text-sm">
              {answerInWords(answer, (id) => titles.get(id) ?? "")}
            </dd>
          </div>
        ))}
      </dl>
      {count > votes.length ? (
        <p className="mt-2 text-muted text-sm">
          {`And ${countInWords(count - votes.length, "more vote")}. All of them are in the record once the ballot has closed.`}
        </p>
      ) : null}
    </section>
  );
}
