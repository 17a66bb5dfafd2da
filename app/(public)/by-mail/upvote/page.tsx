import type { Metadata } from "next";
import { UpvoteByMail } from "@/components/digests/upvote-by-mail";
import { PaperTitle } from "@/components/papers/paper-title";
import { Page } from "@/components/shell/page";
import { linkInput } from "@/server/digests/schema";
import { api, orRefused } from "@/trpc/server";

// The address is the secret: no search engine may keep it, and no request may pass it on.
export const metadata: Metadata = {
  title: "Upvote",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UpvoteByMailPage({ searchParams }: Props) {
  const link = linkInput.safeParse(await searchParams);
  const paper = link.success ? await orRefused((await api()).digests.upvoteLink(link.data)) : null;
  if (!link.success || !paper) {
    return (
      <Page
        title="This link does not work"
        lead="It may be too old or incomplete. The papers in a digest are on the front page too."
      />
    );
  }
  return (
    <Page title={<PaperTitle of={paper} />} lead="Want to see more like this?">
      <UpvoteByMail token={link.data.token} slug={paper.slug} />
    </Page>
  );
}
