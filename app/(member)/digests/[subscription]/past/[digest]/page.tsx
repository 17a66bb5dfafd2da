import type { Metadata } from "next";
import { MailFrame } from "@/components/digests/mail-frame";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { pastDigestPath, pastDigestsPath } from "@/server/platform/web/addresses";
import { api, orNotFound } from "@/trpc/server";
import { subscriptionOf } from "../../subscription";

export const metadata: Metadata = { title: "Past digest", robots: { index: false } };

interface Props {
  params: Promise<{ subscription: string; digest: string }>;
}

export default async function PastDigestPage({ params }: Props) {
  const { subscription: id, digest } = await params;
  const { subscription } = await subscriptionOf(id, pastDigestPath(id, digest));
  const mail = await orNotFound((await api()).digests.read({ digestId: digest }));
  return (
    <Page
      title="Past digest"
      lead={
        mail.sentAt ? (
          <>
            Sent on <When date={mail.sentAt} timeZone={subscription.timeZone} />. Items you can no
            longer see are left out.
          </>
        ) : null
      }
      actions={<LinkButton href={pastDigestsPath(id)}>All past digests</LinkButton>}
    >
      <MailFrame subject={mail.subject} html={mail.html} />
    </Page>
  );
}
