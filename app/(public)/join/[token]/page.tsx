import type { Metadata } from "next";
import { AcceptInvitation } from "@/components/groups/joining/accept-invitation";
import { InvitationCard } from "@/components/groups/joining/invitation-card";
import { joinSentence } from "@/components/groups/joining/join-problems";
import { Notice } from "@/components/people/notice";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { groupPath, joinPath, PATHS, signInPath } from "@/server/platform/web/addresses";
import { api, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

// The address is the secret: no search engine keeps it, and no other site is told. Not "no-referrer": the form below
// would then be sent without its origin, and be refused.
export const metadata: Metadata = {
  title: "Invitation",
  robots: { index: false, follow: false },
  referrer: "strict-origin",
};

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ problem?: string }>;
}

export default async function JoinPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { problem } = await searchParams;
  const { groups, meetings, people } = await api();
  const [invitation, readings, viewer] = await orNotFound(
    Promise.all([groups.invitation({ token }), meetings.ofInvitation({ token }), people.viewer()]),
  );
  if (invitation?.state === "member") {
    return (
      <Page
        title="You are already a member"
        actions={
          <LinkButton variant="primary" href={groupPath(invitation.slug)}>
            Open the group
          </LinkButton>
        }
      />
    );
  }
  if (invitation?.state !== "open") {
    const wasUsed = invitation?.used === true;
    return (
      <Page
        title={wasUsed ? "This invitation has been used" : "This invitation no longer works"}
        lead={
          wasUsed
            ? "If it was you, sign in to open the group. If not, ask an organizer of the group for a new one."
            : "It has expired or has been revoked. Ask an organizer of the group for a new one."
        }
        actions={
          <>
            {wasUsed && !viewer ? (
              <LinkButton variant="primary" href={signInPath(joinPath(token))}>
                Sign in
              </LinkButton>
            ) : null}
            <LinkButton href={PATHS.groups}>See the public groups</LinkButton>
          </>
        }
      />
    );
  }
  const sentence = joinSentence(problem);
  return (
    <Page
      title="You are invited"
      lead={
        <>
          <bdi>{invitation.by}</bdi> invites you to a reading group on Colloquy.
        </>
      }
    >
      <div className="grid gap-4">
        {sentence ? <Notice kind="wrong">{sentence}</Notice> : null}
        <InvitationCard
          invitation={invitation}
          readings={readings}
          timeZone={viewer?.timeZone ?? null}
        >
          <AcceptInvitation token={token} person={invitation.person} viewer={viewer} />
        </InvitationCard>
      </div>
    </Page>
  );
}
