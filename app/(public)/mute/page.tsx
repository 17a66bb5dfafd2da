import type { Metadata } from "next";
import { MuteByLink } from "@/components/notifications/mute-by-link";
import { stopInWords } from "@/components/notifications/words";
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
  return said && { token, stops: said.stops };
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
  const { token, stops } = link;
  const thread = stops.every(({ what }) => what === "thread");
  if (thread) {
    return (
      <Page
        title="Mute this thread"
        lead="You will get no more notifications from this thread, neither by email nor on this site."
      >
        <MuteByLink token={token} thread />
      </Page>
    );
  }
  return (
    <Page title="Fewer emails" lead="You will get no more emails about this:">
      <ul className="mb-4 ml-5 list-disc">
        {stops.flatMap(stopInWords).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <MuteByLink token={token} thread={false} />
    </Page>
  );
}
