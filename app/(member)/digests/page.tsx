import type { Metadata } from "next";
import { SubscriptionList } from "@/components/digests/subscription-list";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Papers by email", robots: { index: false } };

export default async function DigestsPage() {
  await requireReader(PATHS.digests);
  const mine = await (await api()).digests.mine();
  return (
    <Page
      title="Papers by email"
      lead="A digest collects what is new for you in one email. Have as many as you like, each with its own content and schedule. Nothing is sent twice."
      actions={
        mine.email ? (
          <LinkButton href={PATHS.newSubscription} variant="primary">
            New subscription
          </LinkButton>
        ) : null
      }
    >
      <SubscriptionList
        {...mine}
        subscriptions={mine.subscriptions.map(({ sources: _, ...one }) => one)}
      />
    </Page>
  );
}
