import type { Metadata } from "next";
import { Unsubscribe } from "@/components/digests/unsubscribe";
import { IncompleteLink } from "@/components/shell/incomplete-link";
import { Page } from "@/components/shell/page";
import { linkInput } from "@/server/digests/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { api } from "@/trpc/server";

// The address is the secret: no search engine may keep it, and no request may pass it on.
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
      <IncompleteLink
        otherwise="If you have an account, you can also end subscriptions there."
        href={PATHS.digests}
      >
        Go to my subscriptions
      </IncompleteLink>
    );
  }
  const ends = await (await api()).digests.unsubscribeLink(link.data);
  return (
    <Page title="Unsubscribe" lead="This ends this subscription only. Your others continue.">
      {ends ? (
        <p className="mb-4 max-w-[65ch]">
          <span className="font-medium">{ends.about}</span>
          <span className="block text-muted">{ends.when}</span>
        </p>
      ) : null}
      <Unsubscribe token={link.data.token} />
    </Page>
  );
}
