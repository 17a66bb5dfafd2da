import { countInWords } from "@/components/papers/words";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
import { BallotResult } from "./ballot-result";
import { HowItIsCounted } from "./how-it-is-counted";

type Ballot = RouterOutputs["ballots"]["page"];

interface Props {
  ballot: Ballot;
  result: NonNullable<Ballot["result"]>;
  head: RouterOutputs["groups"]["head"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** The result of a ballot, and how it came about. */
export function ClosedBallot({ ballot, result, head, timeZone }: Props) {
  const { candidates, closedAt, closesAt, closedBy, votes } = ballot;
  const winner = candidates.find(({ id }) => id === result.winner)?.paper;
  return (
    <Page
      title={winner ? winner.title : "No paper was chosen"}
      lead={winner ? "This is what the group chose to read." : null}
      actions={
        <>
          {winner && head.role ? (
            <LinkButton href={`/groups/${head.slug}/threads/${winner.slug}`}>
              Discuss it in the group
            </LinkButton>
          ) : null}
          {winner ? (
            <LinkButton href={`/papers/${winner.slug}`} variant="primary">
              Read the paper
            </LinkButton>
          ) : null}
          {!winner && head.may.organize ? (
            <LinkButton href={`/groups/${head.slug}/ballots/new`} variant="primary">
              Open another ballot
            </LinkButton>
          ) : null}
        </>
      }
    >
      <p className="max-w-[60ch] font-serif text-xl leading-relaxed">{result.explanation}</p>
      <div className="mt-6">
        <BallotResult ballot={ballot} result={result} />
      </div>
      <p className="mt-4 text-muted text-sm">
        {"Closed "}
        <When date={closedAt ?? closesAt} timeZone={timeZone} />
        {closedBy ? (
          <>
            {", before its time, by "}
            <bdi>{closedBy.name}</bdi>
          </>
        ) : (
          ", at its time"
        )}
        {`. ${countInWords(votes, "member")} voted.`}
      </p>
      <section aria-labelledby="counting" className="mt-8">
        <h2 id="counting" className="mb-2 font-semibold">
          How it is counted
        </h2>
        <HowItIsCounted ballot={ballot} />
      </section>
    </Page>
  );
}
