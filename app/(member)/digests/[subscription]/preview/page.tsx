import type { Metadata } from "next";
import { MailFrame } from "@/components/digests/mail-frame";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS, previewPath } from "@/server/platform/web/addresses";
import { api } from "@/trpc/server";
import { subscriptionOf } from "../subscription";

export const metadata: Metadata = { title: "Preview", robots: { index: false } };

interface Props {
  params: Promise<{ subscription: string }>;
}

export default async function PreviewPage({ params }: Props) {
  const { subscription: id } = await params;
  const { subscription } = await subscriptionOf(id, previewPath(id));
  const mail = await (await api()).digests.preview({ subscriptionId: id });
  return (
    <Page
      title="Preview"
      lead={`What this digest would contain if it were sent now. ${subscription.when}: ${subscription.about}.`}
      actions={<LinkButton href={PATHS.digests}>All subscriptions</LinkButton>}
    >
      <MailFrame subject={mail.subject} html={mail.html} />
    </Page>
  );
}
