import type { Metadata } from "next";
import { ConfirmSubscription } from "@/components/digests/confirm-subscription";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { linkInput } from "@/server/digests/schema";

// The address is the secret: no search engine keeps it and no request tells it.
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
      <Page
        title="This link is not complete"
        lead="Copy the whole address from the mail, or ask for a new link."
        actions={
          <LinkButton href="/subscribe" variant="primary">
            Ask for a new link
          </LinkButton>
        }
      />
    );
  }
  return (
    <Page title="Papers by mail" lead="One click, and they come every morning at eight.">
      <ConfirmSubscription token={link.data.token} />
    </Page>
  );
}
