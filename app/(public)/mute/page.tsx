import type { Metadata } from "next";
import { MuteByLink } from "@/components/notifications/mute-by-link";
import { KIND_WORDS } from "@/components/notifications/words";
import { IncompleteLink } from "@/components/shell/incomplete-link";
import { Page } from "@/components/shell/page";
import { muteLinkInput } from "@/server/notifications/schema";
import { settingsPath } from "@/server/platform/web/addresses";
import { guestApi, orRefused } from "@/trpc/server";

// The address is the secret: no search engine may keep it, and no request may pass it on.
export const metadata: Metadata = {
  title: "Mute",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function linkIn(parameters: unknown) {
  const link = muteLinkInput.safeParse(parameters);
  if (!link.success) return null;
  const { token } = link.data;
  const said = await orRefused(guestApi().notifications.muteLink({ token }));
  return said && { token, what: said.what };
}

export default async function MutePage({ searchParams }: Props) {
  const link = await linkIn(await searchParams);
  if (!link) {
    return (
      <IncompleteLink
        otherwise="You can also choose in your settings what you are notified about."
        href={settingsPath("notifications")}
      >
        Go to my settings
      </IncompleteLink>
    );
  }
  const thread = link.what === "thread";
  const lead =
    link.what === "thread"
      ? "You will get no more notifications from this thread, neither by email nor on this site."
      : `You will get no more emails about this: ${KIND_WORDS[link.what].toLowerCase()}.`;
  return (
    <Page title={thread ? "Mute this thread" : "Fewer emails"} lead={lead}>
      <MuteByLink token={link.token} thread={thread} />
    </Page>
  );
}
