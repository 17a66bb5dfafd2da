import { ScheduleMeeting } from "@/components/ballots/schedule-meeting";
import { Overview } from "@/components/groups/overview";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "./head";

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupPage({ params }: Props) {
  const { group } = await params;
  const head = await headOf(group);
  const calls = await api();
  const [choosing, threads, viewer] = await orNotFound(
    Promise.all([
      calls.ballots.overview({ group }),
      head.role ? calls.threads.recentInGroup({ group }) : null,
      calls.people.viewer(),
    ]),
    `/groups/${group}`,
  );
  const { next } = choosing;
  return (
    <Overview
      group={group}
      choosing={choosing}
      threads={threads}
      timeZone={viewer?.timeZone ?? head.timeZone}
      may={head.may}
      schedule={
        head.may.organize && next ? (
          <ScheduleMeeting
            group={group}
            readingId={next.id}
            timeZone={head.timeZone}
            meeting={next.meeting}
          />
        ) : null
      }
    />
  );
}
