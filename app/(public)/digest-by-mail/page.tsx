import type { Metadata } from "next";
import { authorsAmong, toPublicSources } from "@/components/digests/defaults";
import { SubscriptionByLink } from "@/components/digests/subscription-by-link";
import { Page } from "@/components/shell/page";
import { When } from "@/components/ui/times/when";
import { linkInput } from "@/server/digests/schema";
import { api, orRefused } from "@/trpc/server";

// The address is the secret: no search engine may keep it, and no request may pass it on.
export const metadata: Metadata = {
  title: "Your digest",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const GONE =
  "Copy the whole address from the email. If the email is old, its subscription may have been deleted.";

export default async function DigestByMailPage({ searchParams }: Props) {
  const link = linkInput.safeParse(await searchParams);
  const calls = await api();
  const found = link.success ? await orRefused(calls.digests.byLink(link.data)) : null;
  if (!link.success || !found) return <Page title="This link does not work" lead={GONE} />;
  const { when, about, ended, nextDueAt, sources, byItself, id: _, ...schedule } = found;
  if (ended) {
    return <Page title="This subscription has ended" lead="You no longer get emails from it." />;
  }
  return (
    <Page
      title="Your digest"
      lead={
        <>
          {when}: {about}.
          {nextDueAt ? (
            <>
              {" "}
              The next digest comes on <When date={nextDueAt} timeZone={schedule.timeZone} />.
            </>
          ) : null}
        </>
      }
    >
      <SubscriptionByLink
        key={`${when} ${about}`}
        token={link.data.token}
        defaults={byItself ? { ...schedule, sources: toPublicSources(sources) } : schedule}
        authors={authorsAmong(sources)}
        topics={byItself ? await calls.papers.topics() : []}
      />
    </Page>
  );
}
