import type { Metadata } from "next";
import { CalendarAddress } from "@/components/meetings/calendar-address";
import { FollowingList } from "@/components/notifications/followings";
import { NotificationSettings } from "@/components/notifications/notification-settings";
import { Settings } from "@/components/people/settings";
import { SettingsSection } from "@/components/people/settings-section";
import { Page } from "@/components/shell/page";
import { api, signedIn } from "@/trpc/server";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

interface Props {
  searchParams: Promise<{ error?: string | string[] }>;
}

export default async function SettingsPage({ searchParams }: Props) {
  await signedIn("/settings");
  const { people, meetings, notifications, digests } = await api();
  const [profile, mailbox, blocks, feeds, choices, followings, byMail, { error }] =
    await Promise.all([
      people.profile(),
      people.hasMailbox(),
      people.blocks(),
      meetings.feeds(),
      notifications.choices(),
      notifications.followings(),
      digests.mine(),
      searchParams,
    ]);
  return (
    <Page title="Settings">
      <Settings
        profile={profile}
        mailbox={mailbox}
        blocks={blocks}
        calendar={
          <CalendarAddress
            group={null}
            feed={feeds.find(({ group }) => group === null) ?? null}
            timeZone={profile.timeZone}
          />
        }
        notifications={
          <>
            <SettingsSection
              id="notifications"
              title="Notifications"
              lead="How you are told of what. In any case it is listed on this site, unless you choose not at all."
            >
              <NotificationSettings
                choices={choices}
                digest={byMail.subscriptions.some(({ nextDueAt }) => nextDueAt !== null)}
              />
            </SettingsSection>
            <SettingsSection
              id="following"
              title="What you follow"
              lead="And what you have muted. The narrower wins: thread, paper, topic, group."
            >
              <FollowingList initial={followings} />
            </SettingsSection>
          </>
        }
        error={error ? String(error) : null}
      />
    </Page>
  );
}
