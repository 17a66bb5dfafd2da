import type { Metadata } from "next";
import { Invitations } from "@/components/groups/joining/invitations";
import { JoinRequests } from "@/components/groups/joining/join-requests";
import { MemberList } from "@/components/groups/members/member-list";
import { Page } from "@/components/shell/page";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { membersPath } from "@/server/platform/web/addresses";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Members" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function MembersPage({ params, searchParams }: Props) {
  const { group } = await params;
  const page = positionText.parse((await searchParams).page);
  const head = await headOf(group);
  const calls = await api();
  const organizes = head.may.organize;
  const [{ members, pages }, requests, invitations, reader] = await orNotFound(
    Promise.all([
      calls.groups.members({ group, page }),
      organizes ? calls.groups.requests({ group }) : [],
      organizes ? calls.groups.invitations({ group }) : [],
      calls.people.reader(),
    ]),
    membersPath(group),
  );
  const timeZone = reader?.timeZone ?? head.timeZone;
  return (
    <Page title="Members">
      <div className="grid gap-10">
        {requests.length > 0 ? (
          <JoinRequests group={group} requests={requests} timeZone={timeZone} />
        ) : null}
        <div>
          <MemberList head={head} members={members} timeZone={timeZone} />
          <Pager pages={pages} path={membersPath(group)} />
        </div>
        {organizes ? (
          <Invitations group={group} invitations={invitations} timeZone={timeZone} />
        ) : null}
      </div>
    </Page>
  );
}
