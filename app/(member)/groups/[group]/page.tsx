import { Overview } from "@/components/groups/overview";
import { ScheduleMeeting } from "@/components/meetings/planning/schedule-meeting";
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
  const [choosing, next, threads, viewer] = await orNotFound(
    Promise.all([
      calls.ballots.overview({ group }),
      calls.meetings.next({ group }),
      head.role ? calls.threads.recentInGroup({ group }) : null,
      calls.people.viewer(),
    ]),
    groupPath(group),
  );
  return (
    <>
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <Overview
        group={group}
        choosing={choosing}
        next={next}
        threads={threads}
        timeZone={viewer?.timeZone ?? head.timeZone}
        may={head.may}
        schedule={
          head.may.organize && next ? (
            <ScheduleMeeting
              group={group}
              readingId={next.id}
              about={next.paper.title}
              timeZone={head.timeZone}
              meeting={next.meeting}
            />
          ) : null
        }
      />
    </>
  );
}
