import type { Metadata } from "next";
import { PastList } from "@/components/digests/past-list";
import type { Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { pastInput } from "@/server/digests/schema";
import { PATHS, pastDigestsPath } from "@/server/platform/web/addresses";
import { api } from "@/trpc/server";
import { subscriptionOf } from "../subscription";

export const metadata: Metadata = { title: "Past digests", robots: { index: false } };

interface Props {
  params: Promise<{ subscription: string }>;
  searchParams: Promise<Parameters>;
}

export default async function PastPage({ params, searchParams }: Props) {
  const { subscription: id } = await params;
  const { subscription } = await subscriptionOf(id, pastDigestsPath(id));
  const { after } = await searchParams;
  const asked = pastInput.safeParse({ subscriptionId: id, cursor: after });
  const past = await (await api()).digests.past(asked.data ?? { subscriptionId: id });
  return (
    <Page
      title="Past digests"
      lead={`${subscription.when}: ${subscription.about}`}
      actions={<LinkButton href={PATHS.digests}>All subscriptions</LinkButton>}
    >
      <PastList {...past} subscriptionId={id} timeZone={subscription.timeZone} />
    </Page>
  );
}
