import { DigestOffer } from "@/components/digests/offering/offer";
import { FirstSteps } from "@/components/groups/beginning/first-steps";
import { Overview } from "@/components/groups/overview";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { groupPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "./head";

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupPage({ params }: Props) {
  const { group } = await params;
  const head = await headOf(group);
  const calls = await api();
  const [choosing, queue, threads, reader, offer] = await orNotFound(
    Promise.all([
      calls.ballots.overview({ group }),
      calls.meetings.queue({ group }),
      head.role ? calls.threads.recentInGroup({ group }) : null,
      calls.people.reader(),
      head.role ? calls.digests.offer({ group }) : null,
    ]),
    groupPath(group),
  );
  return (
    <>
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <FirstSteps
        group={group}
        memberCount={head.memberCount}
        waiting={choosing.waiting}
        open={choosing.open.find(({ voted }) => !voted) ?? choosing.open[0] ?? null}
        read={choosing.readings.length}
        chosen={queue.next ? 1 + queue.later.length : 0}
        next={queue.next && { hasMeeting: queue.next.meeting !== null }}
        may={head.may}
      />
      <div className="mx-auto w-full max-w-5xl px-4 pt-6 empty:hidden sm:px-6">
        <DigestOffer group={group} way={offer} />
      </div>
      <Overview
        group={group}
        choosing={choosing}
        queue={queue}
        threads={threads}
        timeZone={reader?.timeZone ?? head.timeZone}
        groupZone={head.timeZone}
        may={head.may}
      />
    </>
  );
}
