import type { Ballot } from "@/components/ballots/ballot";
import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Page } from "@/components/shell/page";
import { AnchorButton, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { When } from "@/components/ui/times/when";
import { levelChoices } from "@/server/ballots/rules";
import { countInWords } from "@/server/platform/text/words";
import { ballotRecordPath, fairnessPath, newBallotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { papersInWords } from "../choice-words";
import { OpenedForecast } from "../forecasts/opened-forecast";
import { BallotSteps } from "../making/ballot-steps";
import { Carried } from "../results/carried";
import { MyVote } from "../results/my-vote";
import { Picture } from "../results/pictures/picture";
import { PrintButton } from "../results/print-button";
import { TheDraw } from "../results/the-draw";
import { DecideTie } from "../results/ties/decide-tie";
import { VotesByName } from "../results/votes-by-name";
import { BallotNote } from "./ballot-note";
import { ChosenPapers } from "./chosen-papers";
import { HowItIsCounted } from "./how-it-is-counted";
import { WhatNext } from "./what-next";

interface Props {
  ballot: Ballot;
  result: NonNullable<Ballot["result"]>;
  head: RouterOutputs["groups"]["head"];
  /** Weights that members carried under a rule over time; shown to members. */
  weights: RouterOutputs["ballots"]["fairness"]["weights"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** The result of a ballot and how it came about, to show in the meeting. */
export function ClosedBallot({ ballot, result, head, weights, timeZone }: Props) {
  const { id, candidates, closedAt, closesAt, closedBy, votes, outcome, draw, myVote } = ballot;
  const several = ballot.chosen.length > 1;
  const [first] = several ? [] : ballot.chosen;
  const chosen = candidates.find(({ id }) => id === first?.id)?.paper;
  const titles = new Map(candidates.map((candidate) => [candidate.id, candidate.paper.title]));
  const titleOf = (candidate: string) => titles.get(candidate) ?? "";
  const decided = ballot.events.find(({ kind }) => kind === "decided");
  return (
    <Page
      title={
        chosen ? (
          <PaperTitle of={chosen} />
        ) : several ? (
          `${papersInWords(ballot.chosen.length).replace(/^./, (letter) => letter.toUpperCase())} chosen`
        ) : outcome === "tied" ? (
          "Tie to be decided"
        ) : (
          "No paper was chosen"
        )
      }
      lead={
        <>
          {chosen ? <p>{authorsInWords(chosen.authors, chosen.authorCount)}</p> : null}
          <p>
            {ballot.chosen.length > 0 ? "Chosen by the group" : "Closed"}
            {ballot.title ? `: ${ballot.title}` : ""}
          </p>
        </>
      }
    >
      {several ? (
        <ChosenPapers ballot={ballot} head={head} timeZone={timeZone} />
      ) : (
        <p className="max-w-[60ch] font-serif text-xl leading-relaxed">
          {first?.inShort ?? result.explanation}
        </p>
      )}
      {chosen && first?.next ? (
        <WhatNext head={head} paper={chosen} next={first.next} timeZone={timeZone} />
      ) : null}
      {ballot.chosen.length === 0 && outcome !== "tied" && head.may.organize ? (
        <p className="mt-5 print:hidden">
          <LinkButton href={newBallotPath(head.slug)} variant="primary">
            Open another ballot
          </LinkButton>
        </p>
      ) : null}
      {decided ? (
        <blockquote className="mt-4 max-w-[65ch] border-accent border-s-2 ps-3">
          <p dir="auto">{decided.note}</p>
          {decided.by ? (
            <p className="mt-1 text-muted text-sm">
              <bdi>{decided.by.name}</bdi>, who decided the tie
            </p>
          ) : null}
        </blockquote>
      ) : null}
      {ballot.may.decide ? (
        <Card className="mt-6 border-accent">
          <h2 className="font-semibold font-serif text-xl">Decide the tie</h2>
          <DecideTie
            group={head.slug}
            ballotId={id}
            choices={levelChoices(result).map((choice) =>
              choice.map((candidate) => ({ id: candidate, title: titleOf(candidate) })),
            )}
          />
        </Card>
      ) : null}
      <section aria-labelledby="outcome" className="mt-8">
        <h2 id="outcome" className="mb-3 font-semibold font-serif text-xl">
          Result
        </h2>
        <Picture ballot={ballot} result={result} />
        {ballot.chosen.length > 0 ? (
          <p className="mt-6 max-w-[65ch] font-serif leading-relaxed">{result.explanation}</p>
        ) : null}
        {result.change ? <p className="mt-3 max-w-[65ch] text-muted">{result.change}</p> : null}
      </section>
      <Carried weights={weights} timeZone={timeZone}>
        <p className="mt-3 print:hidden">
          <LinkButton href={fairnessPath(head.slug)}>Fairness so far</LinkButton>
        </p>
      </Carried>
      {myVote ? <MyVote vote={myVote} result={result} titleOf={titleOf} /> : null}
      {ballot.votesByName ? (
        <VotesByName candidates={candidates} votes={ballot.votesByName} count={votes} />
      ) : null}
      {draw ? <TheDraw draw={draw} tied={levelChoices(result).length > 1} /> : null}
      <OpenedForecast group={head.slug} ballot={ballot} />
      {ballot.note ? (
        <section aria-labelledby="note" className="mt-8">
          <h2 id="note" className="mb-1 font-semibold">
            Note
          </h2>
          <BallotNote note={ballot.note} />
        </section>
      ) : null}
      <BallotSteps events={ballot.events} timeZone={timeZone} />
      <p className="mt-4 text-muted text-sm">
        {"Closed "}
        <When date={closedAt ?? closesAt} timeZone={timeZone} />
        {closedBy ? (
          <>
            {", ahead of time, by "}
            <bdi>{closedBy.name}</bdi>
          </>
        ) : (
          ", as planned"
        )}
        {`. ${votes === 0 ? "Nobody" : countInWords(votes, "member")} voted.`}
      </p>
      <section aria-labelledby="counting" className="mt-8">
        <h2 id="counting" className="mb-2 font-semibold">
          How votes are counted
        </h2>
        <HowItIsCounted ballot={{ ...ballot, draw: null }} />
      </section>
      <section aria-labelledby="record" className="mt-8 print:hidden">
        <h2 id="record" className="mb-2 font-semibold">
          Check the result
        </h2>
        <p className="mb-3 max-w-[65ch] text-muted text-sm">
          The record contains the papers, every vote {ballot.secret ? "without names" : "by name"}{" "}
          and the result. Anyone can recount it:{" "}
          <code className="whitespace-nowrap">npm run tally -- record.json</code>.
        </p>
        <div className="flex flex-wrap gap-2">
          <AnchorButton href={ballotRecordPath(head.slug, id)} download>
            <Icon of="lucide--download" className="size-4" />
            Download the record (JSON)
          </AnchorButton>
          <PrintButton />
          {head.may.organize ? (
            <LinkButton href={newBallotPath(head.slug, id)}>Copy this ballot</LinkButton>
          ) : null}
        </div>
      </section>
    </Page>
  );
}
