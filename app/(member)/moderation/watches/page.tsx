import type { Metadata } from "next";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { RefreshWhileLooking } from "@/components/watches/refresh-while-looking";
import { Watches } from "@/components/watches/watches";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Watches", robots: { index: false } };

export default async function SiteWatchesPage() {
  const { moderator, timeZone } = await requireViewer(PATHS.siteWatches);
  if (!moderator) {
    return (
      <Page
        title="Watches"
        lead="Only moderators of this site can set up watches for the catalogue. Organizers can set them up for their groups."
        actions={<LinkButton href={PATHS.papers}>Go to papers</LinkButton>}
      />
    );
  }
  const watches = await (await api()).siteWatches.list();
  return (
    <Page
      title="Watches"
      lead="A watch looks once a day for new papers and adds them to the catalogue."
    >
      <RefreshWhileLooking looking={watches.some(({ askedAt }) => askedAt !== null)} />
      <Watches group={null} watches={watches} timeZone={timeZone} />
    </Page>
  );
}
