import type { Metadata } from "next";
import { cache } from "react";
import type { Parameters } from "@/components/papers/list/address";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { Thread } from "@/components/threads/reading/thread";
import { viewOf } from "@/components/threads/reading/view";
import { LinkButton } from "@/components/ui/button";
import { meetingCommentPath, meetingPath } from "@/server/platform/web/addresses";
import type { Order } from "@/server/threads/schema";
import { api, orNotFound } from "@/trpc/server";

interface Props {
  params: Promise<{ group: string; meeting: string; comment: string }>;
  searchParams: Promise<Parameters>;
}

/** The comment with its answers; page and metadata ask once. */
const readOnce = cache(
  async (group: string, meetingId: string, comment: string, order: Order, page: string) =>
    orNotFound(
      (await api()).threads.ofMeeting({ group, meetingId, comment, order, page }),
      meetingCommentPath(group, meetingId, comment),
    ),
);

async function threadOf({ params, searchParams }: Props) {
  const [{ group, meeting, comment }, view] = [await params, viewOf(await searchParams)];
  return readOnce(group, meeting, comment, view.order, view.page);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Discussion of the meeting: ${(await threadOf(props)).paper.title}` };
}

export default async function MeetingCommentPage(props: Props) {
  const [thread, { group, meeting }] = [await threadOf(props), await props.params];
  const reader = await (await api()).people.reader();
  return (
    <Page
      title={<PaperTitle of={thread.paper} />}
      lead="A comment on the group’s meeting, with its replies. Only the group’s members can see it."
      actions={<LinkButton href={meetingPath(group, meeting)}>Go to the meeting</LinkButton>}
    >
      <Thread place={{ meeting, group }} initial={thread} timeZone={reader?.timeZone ?? null} />
    </Page>
  );
}
