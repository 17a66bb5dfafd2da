import type { Metadata } from "next";
import { ClosedLine, DraftLine, OpenLine } from "@/components/ballots/page/ballot-line";
import { RhythmCard } from "@/components/ballots/rhythm/rhythm-card";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import {
  ballotsPath,
  fairnessPath,
  forecastsPath,
  groupPapersPath,
  newBallotPath,
} from "@/server/platform/web/addresses";
import { api, readAt } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Ballots" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function BallotsPage({ params, searchParams }: Props) {
  const { group } = await params;
  const page = positionText.parse((await searchParams).page);
  const { may, role, timeZone: groupZone } = await headOf(group);
  const caller = await api();
  const [reader, { ballots, pages }, rhythm] = await Promise.all([
    caller.people.reader(),
    caller.ballots.list({ group, page }),
    caller.rhythms.get({ group }),
  ]);
  const timeZone = reader?.timeZone ?? null;
  const open = ballots.filter(({ stage }) => stage === "open");
  const drafts = ballots.filter(({ stage }) => stage === "draft");
  const over = ballots.filter(({ stage }) => stage === "closed" || stage === "cancelled");
  return (
    <Page
      title="Ballots"
      lead="A ballot decides what the group reads next."
      actions={
        may.organize ? (
          <LinkButton
            href={newBallotPath(group)}
            variant={open.length === 0 ? "primary" : "secondary"}
          >
            {open.length === 0 ? "Open a ballot" : "Open another ballot"}
          </LinkButton>
        ) : null
      }
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <div className="grid gap-4">
        {open.map((ballot) => (
          <OpenLine
            key={ballot.id}
            group={group}
            ballot={ballot}
            member={role !== null}
            timeZone={timeZone}
          />
        ))}
      </div>
      {drafts.length > 0 ? (
        <section aria-labelledby="drafts" className="mt-8">
          <h2 id="drafts" className="mb-3 font-semibold font-serif text-xl">
            Drafts and planned ballots
          </h2>
          <ol className="divide-y divide-line border-line border-y">
            {drafts.map((ballot) => (
              <li key={ballot.id}>
                <DraftLine group={group} ballot={ballot} timeZone={timeZone} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {ballots.length === 0 && pages.page === 1 ? (
        <Empty title="No ballots yet">
          {may.organize
            ? "Nominate some papers, then open the first ballot."
            : "An organizer can open a ballot once some papers are nominated."}
          <p className="mt-4">
            <LinkButton href={groupPapersPath(group)}>See nominated papers</LinkButton>
          </p>
        </Empty>
      ) : null}
      <RhythmCard
        group={group}
        rhythm={rhythm}
        groupZone={groupZone}
        timeZone={timeZone}
        mayChange={may.organize}
      />
      {over.length > 0 ? (
        <section aria-labelledby="closed" className="mt-10">
          <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
            <h2 id="closed" className="font-semibold font-serif text-xl">
              Closed
            </h2>
            <p className="flex flex-wrap gap-x-4">
              {role ? (
                <Link
                  href={fairnessPath(group)}
                  className="inline-flex min-h-8 items-center text-sm underline"
                >
                  Fairness so far
                </Link>
              ) : null}
              <Link
                href={forecastsPath(group)}
                className="inline-flex min-h-8 items-center text-sm underline"
              >
                Forecasts so far
              </Link>
            </p>
          </div>
          <ol className="divide-y divide-line border-line border-y">
            {over.map((ballot) => (
              <li key={ballot.id}>
                <ClosedLine group={group} ballot={ballot} timeZone={timeZone} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <Pager pages={pages} path={ballotsPath(group)} anchor="closed" />
    </Page>
  );
}
