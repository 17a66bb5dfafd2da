import type { Metadata } from "next";
import { AcceptInvitation } from "@/components/groups/joining/accept-invitation";
import { InvitationCard } from "@/components/groups/joining/invitation-card";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

// The address is the secret: no search engine keeps it, and no other site is told.
export const metadata: Metadata = {
  title: "Invitation",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  params: Promise<{ token: string }>;
}

export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const invitation = await orNotFound(guestApi().groups.invitation({ token }));
  if (!invitation) {
    return (
      <Page
        title="This invitation no longer works"
        lead="It has been used, has expired or has been revoked. Ask an organizer of the group for a new one."
        actions={<LinkButton href={PATHS.groups}>See the public groups</LinkButton>}
      />
    );
  }
  return (
    <Page title="You are invited" lead="to a reading group on Colloquy">
      <InvitationCard invitation={invitation}>
        <AcceptInvitation token={token} />
      </InvitationCard>
    </Page>
  );
}
