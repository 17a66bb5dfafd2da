import type { Metadata } from "next";
import { Settings } from "@/components/people/settings";
import { Page } from "@/components/shell/page";
import { api, signedIn } from "@/trpc/server";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

interface Props {
  searchParams: Promise<{ error?: string | string[] }>;
}

export default async function SettingsPage({ searchParams }: Props) {
  await signedIn("/settings");
  const { people } = await api();
  const [profile, mailbox, { error }] = await Promise.all([
    people.profile(),
    people.hasMailbox(),
    searchParams,
  ]);
  return (
    <Page title="Settings">
      <Settings profile={profile} mailbox={mailbox} error={error ? String(error) : null} />
    </Page>
  );
}
