import type { Metadata } from "next";
import { Unsubscribe } from "@/components/digests/unsubscribe";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { linkInput } from "@/server/digests/schema";

// The address is the secret: no search engine keeps it and no request tells it.
export const metadata: Metadata = {
  title: "Unsubscribe",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UnsubscribePage({ searchParams }: Props) {
  const link = linkInput.safeParse(await searchParams);
  if (!link.success) {
    return (
      <Page
        title="This link is not complete"
        lead="Copy the whole address from the mail. With an account you can also switch the digest off yourself."
        actions={
          <LinkButton href="/digests" variant="primary">
            To my digest
          </LinkButton>
        }
      />
    );
  }
  return (
    <Page title="Unsubscribe" lead="No more trending papers by mail.">
      <Unsubscribe token={link.data.token} />
    </Page>
  );
}
