import type { Metadata } from "next";
import { authorsAmong, toFields } from "@/components/digests/defaults";
import { SubscriptionForm } from "@/components/digests/subscription-form";
import { Page } from "@/components/shell/page";
import { subscriptionPath } from "@/server/platform/web/addresses";
import { api } from "@/trpc/server";
import { subscriptionOf } from "./subscription";

export const metadata: Metadata = { title: "Edit subscription", robots: { index: false } };

interface Props {
  params: Promise<{ subscription: string }>;
}

export default async function SubscriptionPage({ params }: Props) {
  const { subscription: id } = await params;
  const { subscription } = await subscriptionOf(id, subscriptionPath(id));
  const calls = await api();
  const [topics, groups] = await Promise.all([calls.papers.topics(), calls.groups.mine()]);
  return (
    <Page title="Edit subscription" lead={`${subscription.when}: ${subscription.about}`}>
      <SubscriptionForm
        subscriptionId={id}
        defaults={toFields(subscription)}
        topics={topics}
        authors={authorsAmong(subscription.sources)}
        groups={groups}
      />
    </Page>
  );
}
