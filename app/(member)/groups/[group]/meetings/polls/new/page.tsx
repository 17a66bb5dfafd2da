import type { Metadata } from "next";
import { OrganizersOnly } from "@/components/groups/organizers-only";
import { AskAbout } from "@/components/meetings/polls/ask-about";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { subjectInput } from "@/server/meetings/polls/schema";
import { datePollPath, meetingsPath, newDatePollPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";
import { headOf } from "../../../head";

export const metadata: Metadata = { title: "Ask when people can come" };

const NO_OFFERS = { chosen: [], pool: [] };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<{ reading?: string | string[] }>;
}

export default async function NewDatePollPage({ params, searchParams }: Props) {
  const { group } = await params;
  const asked = subjectInput.safeParse({ readingId: (await searchParams).reading });
  const readingId = asked.success ? asked.data.readingId : undefined;
  const { may, timeZone, archivedAt } = await headOf(group);
  const path = newDatePollPath(group, readingId);
  await requireReader(path);
  if (!may.organize) {
    return (
      <Page title="Ask when people can come">
        <OrganizersOnly
          archivedAt={archivedAt}
          title="Only organizers can ask"
          href={meetingsPath(group)}
          back="Go to meetings"
        />
      </Page>
    );
  }
  const calls = await api();
  const [draft, subject, offers] = await orNotFound(
    Promise.all([
      calls.meetings.draft({ group }),
      readingId ? calls.datePolls.subject({ group, readingId }) : null,
      readingId ? NO_OFFERS : calls.meetings.papers({ group }),
    ]),
    path,
  );
  return (
    <Page
      title="Ask when people can come"
      lead="Propose times; the members answer each. Once all have answered, the best time becomes the meeting. If the answers do not settle it, you choose."
    >
      {subject?.pollId ? (
        <Empty title="The members are already being asked about this paper">
          <LinkButton href={datePollPath(group, subject.pollId)}>Go to the poll</LinkButton>
        </Empty>
      ) : (
        <AskAbout {...{ group, timeZone, subject, offers, draft }} />
      )}
    </Page>
  );
}
