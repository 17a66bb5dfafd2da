import type { Metadata } from "next";
import { ClosedLine, OpenLine } from "@/components/ballots/ballot-line";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { api } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Ballots" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function BallotsPage({ params }: Props) {
  const { group } = await params;
  const { may, role } = await headOf(group);
  const caller = await api();
  const [viewer, ballots] = await Promise.all([
    caller.people.viewer(),
    caller.ballots.list({ group }),
  ]);
  const timeZone = viewer?.timeZone ?? null;
  const open = ballots.filter(({ closedAt }) => closedAt === null);
  const closed = ballots.filter(({ closedAt }) => closedAt !== null);
  return (
    <Page
      title="Ballots"
      lead="A ballot chooses what the group reads next. One is open at a time."
      actions={
        may.organize && open.length === 0 ? (
          <LinkButton href={`/groups/${group}/ballots/new`} variant="primary">
            Open a ballot
          </LinkButton>
        ) : null
      }
    >
      {open.map((ballot) => (
        <OpenLine
          key={ballot.id}
          group={group}
          ballot={ballot}
          member={role !== null}
          timeZone={timeZone}
        />
      ))}
      {closed.length > 0 ? (
        <section aria-labelledby="closed" className={open.length > 0 ? "mt-10" : undefined}>
          <h2 id="closed" className="mb-3 font-semibold font-serif text-xl">
            Closed
          </h2>
          <ol className="divide-y divide-line border-line border-y">
            {closed.map((ballot) => (
              <li key={ballot.id}>
                <ClosedLine group={group} ballot={ballot} timeZone={timeZone} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {ballots.length === 0 ? (
        <Empty title="Nothing was put to the vote yet">
          {may.organize
            ? "Nominate some papers, then open the first ballot."
            : "An organizer opens a ballot once some papers are nominated."}
          <p className="mt-4">
            <LinkButton href={`/groups/${group}/papers`}>To the nominated papers</LinkButton>
          </p>
        </Empty>
      ) : null}
    </Page>
  );
}
