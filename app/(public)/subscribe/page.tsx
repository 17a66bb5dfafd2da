import type { Metadata } from "next";
import { readRequest } from "@/components/digests/defaults";
import { SubscribeForm } from "@/components/digests/subscribe-form";
import { firstValue, type Parameters } from "@/components/papers/list/address";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import { PATHS, signInPath, withQuery } from "@/server/platform/web/addresses";
import { guestApi, orRefused } from "@/trpc/server";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Papers by email",
  description: "Get trending papers in your inbox once a day. No account is needed.",
};

interface Props {
  searchParams: Promise<Parameters>;
}

export default async function SubscribePage({ searchParams }: Props) {
  const query = await searchParams;
  const key = firstValue(query.author);
  const [topics, author] = await Promise.all([
    guestApi().papers.topics(),
    key ? orRefused(guestApi().papers.author({ author: key })) : null,
  ]);
  const { about, words, parameters } = readRequest(query, topics, author);
  // Guests sign in first; who is signed in is led on at once.
  const own =
    about.kind === "trending"
      ? PATHS.digests
      : signInPath(withQuery(PATHS.newSubscription, parameters));
  return (
    <Page
      title={`${words} by email`}
      lead="Once a day, up to ten papers, each with its first lines. Never the same paper twice, and no email when nothing is new."
    >
      <SubscribeForm about={about} fields={parameters} sent={query.sent !== undefined} />
      <p className="mt-6 text-muted">
        Have an account? Then you can{" "}
        <Link href={own} className="underline">
          choose the hour and day
        </Link>{" "}
        yourself.
      </p>
    </Page>
  );
}
