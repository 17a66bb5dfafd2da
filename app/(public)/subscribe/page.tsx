import type { Metadata } from "next";
import Link from "next/link";
import { SubscribeForm } from "@/components/digests/subscribe-form";
import { Page } from "@/components/shell/page";

export const metadata: Metadata = {
  title: "Trending papers by mail",
  description: "Get trending papers in your inbox once a day. No account is needed.",
};

export default function SubscribePage() {
  return (
    <Page
      title="Trending papers by mail"
      lead="Once a day, up to ten papers that people upvote and discuss, each with its first lines. Never the same paper twice."
    >
      <SubscribeForm />
      <p className="mt-6 text-muted">
        You have an account? Then{" "}
        <Link href="/digests" className="underline">
          choose hour and day
        </Link>{" "}
        yourself.
      </p>
    </Page>
  );
}
