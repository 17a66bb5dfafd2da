import type { Metadata } from "next";
import { CalendarAddress } from "@/components/meetings/calendar-address";
import { Settings } from "@/components/people/settings";
import { Page } from "@/components/shell/page";
import { api, signedIn } from "@/trpc/server";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

interface Props {
  searchParams: Promise<{ error?: string | string[] }>;
}

export default async function SettingsPage({ searchParams }: Props) {
  await signedIn("/settings");
  const { people, meetings } = await api();
  const [profile, mailbox, feeds, { error }] = await Promise.all([
    people.profile(),
    people.hasMailbox(),
    meetings.feeds(),
    searchParams,
  ]);
  return (
    <Page title="Settings">
      <Settings
        profile={profile}
        mailbox={mailbox}
        calendar={
          <CalendarAddress
            group={null}
            feed={feeds.find(({ group }) => group === null) ?? null}
            timeZone={profile.timeZone}
          />
        }
        error={error ? String(error) : null}
      />
    </Page>
  );
}
