import type { Metadata } from "next";
import { MeetingTabs } from "@/components/meetings/meeting-tabs";
import {
  AwayMembers,
  PresenterPlan,
  TurnOrder,
} from "@/components/meetings/presenters/presenter-plan";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { presentersFilePath, presentersPath } from "@/server/platform/web/addresses";
import { api, readAt, requireReader } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Presenters" };

interface Props {
  params: Promise<{ group: string }>;
}

const FILES = [
  { format: "csv", label: "Table (CSV)" },
  { format: "ics", label: "Calendar" },
] as const;

export default async function PresentersPage({ params }: Props) {
  const { group } = await params;
  const { role } = await headOf(group);
  const { timeZone } = await requireReader(presentersPath(group));
  const plan = role === null ? null : await (await api()).meetings.presenters({ group });
  if (plan === null) {
    return (
      <Page title="Presenters">
        <MeetingTabs group={group} current="presenters" />
        <Empty title="This page is for members">
          Only members of the group can see whose turn it is.
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Presenters"
      actions={FILES.map(({ format, label }) => (
        <a
          key={format}
          href={presentersFilePath(group, format)}
          download
          className="inline-flex min-h-10 items-center gap-1.5 rounded-md border border-line bg-surface px-4 font-medium text-[0.95rem] no-underline hover:bg-sunken"
        >
          <Icon of="lucide--download" className="size-4" />
          {label}
        </a>
      ))}
    >
      <MeetingTabs group={group} current="presenters" />
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      {plan.times.length > 0 ? (
        <PresenterPlan group={group} plan={plan} timeZone={timeZone} />
      ) : (
        <Empty title="No meetings planned">
          Once meetings are planned, or members take turns at a regular time, this page shows who
          presents.
        </Empty>
      )}
      <div className="mt-10 grid gap-x-10 gap-y-8 md:grid-cols-2">
        <section aria-labelledby="turns">
          <h2 id="turns" className="mb-2 font-semibold font-serif text-xl">
            Whose turn is next
          </h2>
          <TurnOrder plan={plan} timeZone={timeZone} />
        </section>
        {plan.away.length > 0 ? (
          <section aria-labelledby="away">
            <h2 id="away" className="mb-2 font-semibold font-serif text-xl">
              Who is away
            </h2>
            <AwayMembers away={plan.away} />
          </section>
        ) : null}
      </div>
    </Page>
  );
}
