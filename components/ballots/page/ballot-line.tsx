import { Fragment, type ReactNode } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { ballotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { papersInWords, severalInWords } from "../choice-words";
import { RULE_NAMES } from "../rule-words";
import { turnoutInWords, USUAL_TITLE } from "../words";

interface Props {
  group: string;
  ballot: RouterOutputs["ballots"]["list"]["ballots"][number];
  /** Whether the viewer is a member. */
  member: boolean;
  /** The viewer's zone. */
  timeZone: string | null;
}

/** The open ballot in a list. */
export function OpenLine({ group, ballot, member, timeZone }: Props) {
  const { id, title, closesAt, candidates, seats, votes, electors, voted } = ballot;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-accent">
      <div className="min-w-0">
        <h2 className="font-semibold font-serif text-xl">
          <Link href={ballotPath(group, id)} className="no-underline hover:underline">
            {title || USUAL_TITLE}
          </Link>
        </h2>
        <p className="mt-1 text-muted">
          {"Open until "}
          <When date={closesAt} timeZone={timeZone} />
          {`. ${countInWords(candidates, "paper")}.${severalInWords(seats)} ${turnoutInWords(votes, electors)}.`}
        </p>
        {voted ? <VotedMark /> : null}
      </div>
      <LinkButton href={ballotPath(group, id)} variant={member && !voted ? "primary" : "secondary"}>
        {member ? (voted ? "Change your vote" : "Vote") : "See the papers"}
      </LinkButton>
    </Card>
  );
}

/** The mark that the viewer has voted. */
export function VotedMark() {
  return (
    <p className="mt-1 flex items-center gap-1.5 text-sm">
      <Icon of="lucide--circle-check" className="size-4 text-accent" />
      You have voted.
    </p>
  );
}

/** A draft in a list, for organizers. */
export function DraftLine({ group, ballot, timeZone }: Omit<Props, "member">) {
  const { id, title, rule, seats, opensAt, closesAt, candidates } = ballot;
  return (
    <div className="py-3">
      <h3 className="font-serif text-lg leading-snug">
        <Link href={ballotPath(group, id)} className="no-underline hover:underline">
          {opensAt ? (
            <>
              {"Opens "}
              <When date={opensAt} timeZone={timeZone} />
            </>
          ) : (
            "Draft"
          )}
          {title ? `: ${title}` : null}
        </Link>
      </h3>
      <p className="mt-0.5 text-muted text-sm">
        {`${RULE_NAMES[rule as keyof typeof RULE_NAMES]} · ${countInWords(candidates, "paper")} · `}
        {seats > 1 ? `chooses ${papersInWords(seats)} · closes ` : "closes "}
        <When date={closesAt} timeZone={timeZone} />
      </p>
    </div>
  );
}

/** A finished ballot in a list, with the papers it chose. */
export function ClosedLine({ group, ballot, timeZone }: Omit<Props, "member">) {
  const { id, title, closedAt, cancelledAt, closesAt, candidates, votes, outcome } = ballot;
  return (
    <div className="py-3">
      <h3 className="font-serif text-lg leading-snug">
        <Link href={ballotPath(group, id)} className="no-underline hover:underline">
          {headingOf(ballot)}
        </Link>
      </h3>
      <p className="mt-0.5 text-muted text-sm">
        {cancelledAt ? "Cancelled " : "Closed "}
        <When date={cancelledAt ?? closedAt ?? closesAt} timeZone={timeZone} />
        {` · ${countInWords(candidates, "paper")} · ${votes === 0 ? "nobody" : countInWords(votes, "member")} voted`}
        {outcome === "noQuorum" ? " · quorum missed" : null}
        {title ? ` · ${title}` : null}
      </p>
    </div>
  );
}

function headingOf({ chosen, cancelledAt, outcome, votes }: Props["ballot"]): ReactNode {
  if (chosen.length > 0)
    return chosen.map((paper, at) => (
      <Fragment key={paper.slug}>
        {at === 0 ? null : at === chosen.length - 1 ? " and " : ", "}
        <PaperTitle of={paper} />
      </Fragment>
    ));
  if (cancelledAt) return "Cancelled ballot";
  if (votes === 0) return "Nobody voted";
  return outcome === "tied" ? "Tie to be decided" : "No paper was chosen";
}
