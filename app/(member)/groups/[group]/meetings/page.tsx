import type { Metadata } from "next";
import { AwayDays } from "@/components/meetings/away-days";
import { CalendarAddress } from "@/components/meetings/calendar-address";
import { MeetingLine } from "@/components/meetings/meeting-line";
import { MeetingTabs } from "@/components/meetings/meeting-tabs";
import { WaitingReadings } from "@/components/meetings/planning/waiting-readings";
import { LivePolls } from "@/components/meetings/polls/live-polls";
import { slotInWords } from "@/components/meetings/words";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { groupSettingsPath, meetingsPath, newMeetingPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Meetings" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<{ page?: string | string[]; ahead?: string | string[] }>;
}

export default async function MeetingsPage({ params, searchParams }: Props) {
  const { group } = await params;
  const asked = await searchParams;
  const page = positionText.parse(asked.page);
  const aheadPage = positionText.parse(asked.ahead);
  const calls = await api();
  const path = meetingsPath(group);
  const ifMember = <Read,>(read: () => Promise<Read>) =>
    headOf(group).then(({ role }) => (role ? read() : null));
  const [head, list, reader, away, feed] = await orNotFound(
    Promise.all([
      headOf(group),
      calls.meetings.list({ group, page, ahead: aheadPage }),
      calls.people.reader(),
      ifMember(() => calls.meetings.away({ group })),
      ifMember(() => calls.meetings.groupFeed({ group })),
    ]),
    path,
  );
  const timeZone = reader?.timeZone ?? head.timeZone;
  const { ahead, past, waiting, slot, pages, pagesAhead, polls, may } = list;
  return (
    <Page
      title="Meetings"
      lead={slot ? `${slotInWords(slot)}, in the group’s time zone.` : undefined}
      actions={
        may.plan ? (
          <>
            <LinkButton href={groupSettingsPath(group, "meetings")}>
              {slot ? "Change the regular time" : "Set a regular time"}
            </LinkButton>
            <LinkButton href={newMeetingPath(group)} variant="primary">
              Plan a meeting
            </LinkButton>
          </>
        ) : null
      }
    >
      <LiveRefresh watch={`group/${group}`} since={readAt()} />
      <MeetingTabs group={group} current="meetings" />
      {ahead.length > 0 ? (
        <section aria-labelledby="ahead">
          <h2 id="ahead" className="mb-2 font-semibold font-serif text-xl">
            Upcoming
          </h2>
          <ol className="divide-y divide-line border-line border-y">
            {ahead.map((meeting) => (
              <li key={meeting.id}>
                <MeetingLine group={group} meeting={meeting} timeZone={timeZone} ahead />
              </li>
            ))}
          </ol>
        </section>
      ) : pagesAhead.page > 1 ? null : (
        <Empty title="No meetings planned">
          {may.plan
            ? slot
              ? "The paper that the next ballot chooses gets the next regular time. You can also plan a meeting about any paper."
              : "Set a regular time, and each paper that a ballot chooses gets a meeting automatically. You can also plan a meeting about any paper."
            : "An organizer will plan the next one."}
        </Empty>
      )}
      {polls.length > 0 ? (
        <section aria-labelledby="polls" className="mt-10">
          <h2 id="polls" className="mb-2 font-semibold font-serif text-xl">
            When can we meet?
          </h2>
          <LivePolls group={group} polls={polls} timeZone={timeZone} />
        </section>
      ) : null}
      <Pager pages={pagesAhead} path={`${path}?page=${page}`} parameter="ahead" anchor="ahead" />
      {waiting.length > 0 ? (
        <section aria-labelledby="waiting" className="mt-10">
          <h2 id="waiting" className="mb-2 font-semibold font-serif text-xl">
            Chosen, no meeting yet
          </h2>
          <WaitingReadings
            group={group}
            readings={waiting}
            groupZone={head.timeZone}
            timeZone={timeZone}
            mayPlan={may.plan}
            maySay={head.archivedAt === null}
          />
        </section>
      ) : null}
      {past.length > 0 ? (
        <section aria-labelledby="past" className="mt-10">
          <h2 id="past" className="mb-2 font-semibold font-serif text-xl">
            Past
          </h2>
          <ol className="divide-y divide-line border-line border-y">
            {past.map((meeting) => (
              <li key={meeting.id}>
                <MeetingLine group={group} meeting={meeting} timeZone={timeZone} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <Pager pages={pages} path={`${path}?ahead=${aheadPage}`} anchor="past" />
      {may.subscribe && away ? (
        <div className="mt-10 grid gap-x-10 gap-y-8 border-line border-t pt-8 md:grid-cols-2">
          <section aria-labelledby="calendar">
            <h2 id="calendar" className="mb-2 font-semibold font-serif text-xl">
              In my calendar
            </h2>
            <CalendarAddress group={group} feed={feed} timeZone={timeZone} />
          </section>
          <section aria-labelledby="away">
            <h2 id="away" className="mb-2 font-semibold font-serif text-xl">
              When I’m away
            </h2>
            <AwayDays group={group} away={away} />
          </section>
        </div>
      ) : null}
    </Page>
  );
}
