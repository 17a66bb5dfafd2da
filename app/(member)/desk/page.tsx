import type { Metadata } from "next";
import { DeskCard } from "@/components/ballots/page/desk-card";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "My desk", robots: { index: false } };

export default async function DeskPage() {
  const { timeZone } = await requireReader(PATHS.desk);
  const calls = await api();
  const [rows, next] = await Promise.all([calls.ballots.desk(), calls.meetings.desk()]);
  return (
    <Page
      title="My desk"
      lead="See what your groups are voting on and reading next."
      actions={
        <LinkButton href={PATHS.digests}>
          <Icon of="lucide--mail" className="size-4" />
          Papers by email
        </LinkButton>
      }
    >
      {rows.length > 0 ? (
        <ul className="grid gap-4">
          {rows.map((row) => (
            <li key={row.slug}>
              <DeskCard row={row} next={next[row.slug] ?? null} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty title="You’re not in a group yet">
          <p>A group nominates papers, votes on what to read next, and discusses it.</p>
          <div className="mt-4 flex flex-wrap justify-center gap-2">
            <LinkButton href={PATHS.groups} variant="primary">
              Find a group
            </LinkButton>
            <LinkButton href={PATHS.newGroup}>Start one</LinkButton>
          </div>
        </Empty>
      )}
    </Page>
  );
}
