import type { Metadata } from "next";
import { NominateHere } from "@/components/ballots/nominate-here";
import { Nomination } from "@/components/ballots/nomination";
import { Readings } from "@/components/ballots/readings";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { api, readAt } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Papers" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupPapersPage({ params }: Props) {
  const { group } = await params;
  const { name, may } = await headOf(group);
  const caller = await api();
  const [viewer, pool, readings, overview] = await Promise.all([
    caller.people.viewer(),
    caller.nominations.pool({ group }),
    caller.ballots.readings({ group }),
    caller.ballots.overview({ group }),
  ]);
  const timeZone = viewer?.timeZone ?? null;
  return (
    <Page
      title="Papers"
      lead="Members nominate what they would like to read. A ballot chooses among these papers; who loses stays in the pool."
      actions={
        <>
          {may.organize && !overview.open && pool.length > 0 ? (
            <LinkButton href={`/groups/${group}/ballots/new`}>Open a ballot</LinkButton>
          ) : null}
          {overview.open ? (
            <LinkButton href={`/groups/${group}/ballots/${overview.open.id}`}>
              To the open ballot
            </LinkButton>
          ) : null}
          {may.nominate ? (
            <NominateHere
              group={group}
              name={name}
              waiting={pool.map(({ paper }) => paper.id)}
              chosen={readings.map(({ paper }) => paper.id)}
            />
          ) : null}
        </>
      }
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <section aria-labelledby="nominated">
        <h2 id="nominated" className="mb-3 font-semibold font-serif text-xl">
          Nominated
        </h2>
        {pool.length > 0 ? (
          <ul className="grid gap-3">
            {pool.map((nomination) => (
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
        ) : (
          <Empty title="No paper waits here">
            {may.nominate
              ? "Nominate the first: search the catalogue, or open a paper and choose “Nominate in…”."
              : "Members of this group nominate papers here."}
          </Empty>
        )}
      </section>
      {readings.length > 0 ? (
        <section aria-labelledby="chosen" className="mt-10">
          <h2 id="chosen" className="mb-3 font-semibold font-serif text-xl">
            Chosen
          </h2>
          <Readings group={group} readings={readings} timeZone={timeZone} />
        </section>
      ) : null}
    </Page>
  );
}
