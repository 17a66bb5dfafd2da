import type { Metadata } from "next";
import { ConfirmSubscription } from "@/components/digests/confirm-subscription";
import { IncompleteLink } from "@/components/shell/incomplete-link";
import { Page } from "@/components/shell/page";
import { linkInput } from "@/server/digests/schema";
import { PATHS } from "@/server/platform/web/addresses";

// The address is the secret: no search engine may keep it, and no request may pass it on.
export const metadata: Metadata = {
  title: "Confirm your subscription",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConfirmSubscriptionPage({ searchParams }: Props) {
  const link = linkInput.safeParse(await searchParams);
  if (!link.success) {
    return (
      <IncompleteLink otherwise="You can also ask for a new link." href={PATHS.subscribe}>
        Ask for a new link
      </IncompleteLink>
    );
  }
  return (
    <Page title="Papers by email" lead="One click, and they arrive every morning at eight.">
      <ConfirmSubscription token={link.data.token} />
    </Page>
  );
}
