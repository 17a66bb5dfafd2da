import type { Metadata } from "next";
import { NominateHere } from "@/components/ballots/nominating/nominate-here";
import { Nomination } from "@/components/ballots/nominating/nomination";
import { Readings } from "@/components/ballots/readings/readings";
import { ExportLinks } from "@/components/papers/citing/export-links";
import { ForThisGroup } from "@/components/recommendations/groups/for-this-group";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/links/pager";
import { Suggestions } from "@/components/watches/suggesting/suggestions";
import { positionText } from "@/server/platform/text/inputs";
import {
  ballotPath,
  ballotsPath,
  groupListsPath,
  groupPapersPath,
  groupWatchesPath,
  newBallotPath,
  poolFilePath,
} from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Papers" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<{
    page?: string | string[];
    chosen?: string | string[];
    suggested?: string | string[];
    nominate?: string | string[];
  }>;
}

export default async function GroupPapersPage({ params, searchParams }: Props) {
  const { group } = await params;
  const asked = await searchParams;
  const page = positionText.parse(asked.page);
  const chosenPage = positionText.parse(asked.chosen);
  const suggestedPage = positionText.parse(asked.suggested);
  const caller = await api();
  const path = groupPapersPath(group);
  const [{ name, may, role }, reader, pool, chosen, overview, suggested] = await orNotFound(
    Promise.all([
      headOf(group),
      caller.people.reader(),
      caller.nominations.pool({ group, page }),
      caller.ballots.readings({ group, page: chosenPage }),
      caller.ballots.overview({ group }),
      headOf(group).then(({ may: { nominate } }) =>
        nominate ? caller.watches.suggestions({ group, page: suggestedPage }) : null,
      ),
    ]),
    path,
  );
  const timeZone = reader?.timeZone ?? null;
  const { nominations } = pool;
  const onlyOpen = overview.open.length === 1 ? overview.open[0] : null;
  /** The first page of one list, with the other one where it is. */
  const at = (other: Record<string, string>) => `${path}?${new URLSearchParams(other)}`;
  return (
    <Page
      title="Papers"
      lead="Members nominate what they would like to read. A ballot chooses from these papers; the rest stay in the pool."
      actions={
        <>
          {role ? <LinkButton href={groupListsPath(group)}>Lists</LinkButton> : null}
          {may.organize && overview.waiting > 0 ? (
            <LinkButton href={newBallotPath(group)}>Open a ballot</LinkButton>
          ) : null}
          {onlyOpen ? (
            <LinkButton href={ballotPath(group, onlyOpen.id)}>Go to the open ballot</LinkButton>
          ) : overview.open.length > 1 ? (
            <LinkButton href={ballotsPath(group)}>Go to the open ballots</LinkButton>
          ) : null}
          {may.nominate ? (
            <NominateHere
              key={String(asked.nominate)}
              group={group}
              name={name}
              initial={
                typeof asked.nominate === "string" ? asked.nominate.slice(0, 2000) : undefined
              }
            />
          ) : null}
        </>
      }
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <section aria-labelledby="nominated">
        <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
          <h2 id="nominated" className="font-semibold font-serif text-xl">
            Nominated
          </h2>
          {nominations.length > 0 ? (
            <ExportLinks addressOf={(format) => poolFilePath(group, format)} />
          ) : null}
        </div>
        {nominations.length > 0 ? (
          <ul className="grid gap-3">
            {nominations.map((nomination) => (
              <li key={nomination.id}>
                <Nomination
                  group={group}
                  nomination={nomination}
                  member={may.nominate}
                  timeZone={timeZone}
                />
              </li>
            ))}
          </ul>
        ) : pool.pages.page > 1 ? (
          <Empty title="There are no papers on this page">
            <LinkButton href={path}>To the first page</LinkButton>
          </Empty>
        ) : (
          <Empty title="No papers are nominated">
            {may.nominate
              ? "Nominate the first one: search the catalogue, or paste links to several."
              : "Members of this group nominate papers here."}
          </Empty>
        )}
        <Pager pages={pool.pages} path={at({ chosen: chosenPage })} anchor="nominated" />
      </section>
      {may.nominate ? <ForThisGroup group={group} name={name} /> : null}
      {suggested && (suggested.suggestions.length > 0 || suggested.pages.page > 1) ? (
        <section aria-labelledby="suggested" className="mt-10">
          <div className="mb-1 flex flex-wrap items-end justify-between gap-3">
            <h2 id="suggested" className="font-semibold font-serif text-xl">
              Suggested
            </h2>
            {may.organize ? (
              <LinkButton href={groupWatchesPath(group)}>Manage watches</LinkButton>
            ) : null}
          </div>
          <p className="text-muted">
            Watches of this group have found these papers. Nominate those that you would like to
            read.
          </p>
          <Suggestions
            group={group}
            name={name}
            suggestions={suggested.suggestions}
            mayDismiss={suggested.may.dismiss}
            timeZone={timeZone}
          />
          <Pager
            pages={suggested.pages}
            path={at({ page, chosen: chosenPage })}
            parameter="suggested"
            anchor="suggested"
          />
        </section>
      ) : null}
      {chosen.readings.length > 0 || chosen.pages.page > 1 ? (
        <section aria-labelledby="chosen" className="mt-10">
          <h2 id="chosen" className="mb-3 font-semibold font-serif text-xl">
            Chosen
          </h2>
          <Readings
            group={group}
            readings={chosen.readings}
            mayMark={chosen.may.mark}
            timeZone={timeZone}
          />
          <Pager pages={chosen.pages} path={at({ page })} parameter="chosen" anchor="chosen" />
        </section>
      ) : null}
    </Page>
  );
}
