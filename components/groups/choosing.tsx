import { severalInWords } from "@/components/ballots/choice-words";
import { turnoutInWords } from "@/components/ballots/words";
import { PaperTitle } from "@/components/papers/paper-title";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import type { ShownTitle } from "@/server/papers/schema";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import {
  ballotPath,
  groupPapersPath,
  newBallotPath,
  nominatePath,
  paperPath,
} from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { MoreLink } from "./more";

export type Choosing = RouterOutputs["ballots"]["overview"];

/** A paper's title, which leads to its page. */
export function PaperLink({ paper }: { paper: ShownTitle & { slug: string } }) {
  return (
    <Link href={paperPath(paper.slug)} className="font-serif text-lg leading-snug">
      <PaperTitle of={paper} />
    </Link>
  );
}

/** The open ballots, or the way to one. */
export function Votes({
  group,
  open,
  waiting,
  timeZone,
  may,
}: {
  group: string;
  open: Choosing["open"];
  waiting: number;
  timeZone: string;
  may: { nominate: boolean; organize: boolean };
}) {
  if (open.length === 0) {
    return (
      <>
        <p className="text-muted">No ballot is open.</p>
        {may.organize && waiting > 0 ? (
          <p className="mt-3">
            <LinkButton href={newBallotPath(group)} variant="primary">
              Open a ballot
            </LinkButton>
          </p>
        ) : null}
      </>
    );
  }
  return (
    <ul className="grid gap-5">
      {open.map((ballot) => (
        <li key={ballot.id}>
          <Vote group={group} ballot={ballot} timeZone={timeZone} mayVote={may.nominate} />
        </li>
      ))}
    </ul>
  );
}

function Vote({
  group,
  ballot,
  timeZone,
  mayVote,
}: {
  group: string;
  ballot: Choosing["open"][number];
  timeZone: string;
  mayVote: boolean;
}) {
  const { id, title, candidates, seats, votes, electors, voted, closesAt } = ballot;
  return (
    <>
      {title ? <p className="font-serif text-lg leading-snug">{title}</p> : null}
      <p>
        {countInWords(candidates, "paper")} to choose from, until{" "}
        <strong className="font-semibold">
          <When date={closesAt} timeZone={timeZone} />
        </strong>
      </p>
      <p className="mt-1 text-muted text-sm">
        {turnoutInWords(votes, electors)}.{severalInWords(seats)}
        {mayVote && voted ? " You have voted, and can still change your vote." : null}
      </p>
      <p className="mt-3">
        <LinkButton
          href={ballotPath(group, id)}
          variant={mayVote && !voted ? "primary" : "secondary"}
        >
          {mayVote ? (voted ? "Change my vote" : "Vote") : "See the ballot"}
        </LinkButton>
      </p>
    </>
  );
}

/** How many papers wait for a ballot. */
export function Pool({
  group,
  waiting,
  mayNominate,
}: {
  group: string;
  waiting: number;
  mayNominate: boolean;
}) {
  return (
    <>
      <p className={waiting > 0 ? undefined : "text-muted"}>
        {waiting === 0
          ? "No papers are waiting for a ballot."
          : `${countInWords(waiting, "paper")} ${pluralOf(waiting, "waits", "wait")} for a ballot.`}
      </p>
      {mayNominate ? (
        <p className="mt-3">
          <LinkButton href={nominatePath(group)}>Nominate a paper</LinkButton>
        </p>
      ) : null}
      {waiting > 0 ? <MoreLink href={groupPapersPath(group)}>See the pool</MoreLink> : null}
    </>
  );
}
