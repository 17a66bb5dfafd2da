import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { defaultSubscription } from "@/components/digests/defaults";
import { SubscriptionForm } from "@/components/digests/subscription-form";
import { firstValue, type Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { PATHS } from "@/server/platform/web/addresses";
import { api, orRefused, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "New subscription", robots: { index: false } };

interface Props {
  searchParams: Promise<Parameters>;
}

export default async function NewSubscriptionPage({ searchParams }: Props) {
  const asked = await searchParams;
  const chosen = ["topic", "author", "group", "q"].flatMap((key) => {
    const value = firstValue(asked[key]);
    return value ? [[key, value]] : [];
  });
  const wanted = new URLSearchParams(chosen);
  const calls = await api();
  // Public digests come without an account, too.
  const open = chosen.length > 0 && !wanted.has("group");
  if (open && !(await calls.people.viewer())) redirect(`${PATHS.subscribe}?${wanted}`);
  const viewer = await requireViewer(`${PATHS.newSubscription}?${wanted}`);
  const key = firstValue(asked.author);
  const [topics, groups, author] = await Promise.all([
    calls.papers.topics(),
    calls.groups.mine(),
    key ? orRefused(calls.papers.author({ author: key })) : null,
  ]);
  return (
    <Page title="New subscription">
      <SubscriptionForm
        subscriptionId={null}
        defaults={defaultSubscription(viewer.timeZone, { ...asked, author: author?.key }, groups)}
        topics={topics}
        authors={author ? [{ slug: author.key, name: author.name }] : []}
        groups={groups}
      />
    </Page>
  );
}
