import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { countInWords } from "@/components/papers/words";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
import { votedInWords } from "./words";

interface Props {
  group: string;
  ballot: RouterOutputs["ballots"]["list"][number];
  /** Whether the viewer is a member. */
  member: boolean;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** The ballot that is open, in a list. */
export function OpenLine({ group, ballot, member, timeZone }: Props) {
  const { id, closesAt, candidates, votes, voted } = ballot;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-accent">
      <div className="min-w-0">
        <h2 className="font-semibold font-serif text-xl">
          <Link href={`/groups/${group}/ballots/${id}`} className="no-underline hover:underline">
            What do we read next?
          </Link>
        </h2>
        <p className="mt-1 text-muted">
          {"Open until "}
          <When date={closesAt} timeZone={timeZone} />. {countInWords(candidates, "paper")},{" "}
          {votedInWords(votes)}.
        </p>
        {voted ? <Voted /> : null}
      </div>
      <LinkButton
        href={`/groups/${group}/ballots/${id}`}
        variant={member && !voted ? "primary" : "secondary"}
      >
        {member ? (voted ? "Change your vote" : "Vote") : "See the papers"}
      </LinkButton>
    </Card>
  );
}

/** That the viewer's vote is there. */
export function Voted() {
  return (
    <p className="mt-1 flex items-center gap-1.5 text-sm">
      <CircleCheck aria-hidden className="size-4 text-accent" />
      You have voted.
    </p>
  );
}

/** A ballot that is closed, in a list, by what it chose. */
export function ClosedLine({ group, ballot, timeZone }: Omit<Props, "member">) {
  const { id, closedAt, closesAt, candidates, votes, chosen } = ballot;
  return (
    <div className="py-3">
      <h3 className="font-serif text-lg leading-snug">
        <Link href={`/groups/${group}/ballots/${id}`} className="no-underline hover:underline">
          {chosen ? chosen.title : "No paper was chosen"}
        </Link>
      </h3>
      <p className="mt-0.5 text-muted text-sm">
        {"Closed "}
        <When date={closedAt ?? closesAt} timeZone={timeZone} />
        {` · ${countInWords(candidates, "paper")} · ${countInWords(votes, "member")} voted`}
      </p>
    </div>
  );
}
