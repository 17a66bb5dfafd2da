import type { Metadata } from "next";
import { CalendarAddress } from "@/components/meetings/calendar-address";
import { FollowingList } from "@/components/notifications/followings";
import { GroupChoices } from "@/components/notifications/group-choices";
import { NotificationSettings } from "@/components/notifications/notification-settings";
import { Blocks } from "@/components/people/settings/blocks";
import { Settings } from "@/components/people/settings/settings";
import { SettingsSection } from "@/components/people/settings/settings-section";
import { DismissedPapers } from "@/components/recommendations/persons/dismissed-papers";
import { Page } from "@/components/shell/page";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

interface Props {
  searchParams: Promise<
    Partial<Record<"error" | "blocked" | "dismissed" | "following" | "groups", string | string[]>>
  >;
}

export default async function SettingsPage({ searchParams }: Props) {
  await requireReader(PATHS.settings);
  const { people, meetings, notifications, recommendations, digests } = await api();
  const { error, ...asked } = await searchParams;
  const blockedPage = positionText.parse(asked.blocked);
  const followingPage = positionText.parse(asked.following);
  const groupsPage = positionText.parse(asked.groups);
  const dismissedPage = positionText.parse(asked.dismissed);
  const [profile, mailbox, { blocks, pages }, feeds, choices, inGroups, followings, nots, byMail] =
    await Promise.all([
      people.profile(),
      people.hasMailbox(),
      people.blocks({ page: blockedPage }),
      meetings.feeds(),
      notifications.choices(),
      notifications.inGroups({ page: groupsPage }),
      notifications.followings({ page: followingPage }),
      recommendations.dismissed({ page: dismissedPage }),
      digests.mine(),
    ]);
  return (
    <Page title="Settings">
      <Settings
        profile={profile}
        mailbox={mailbox}
        blocks={
          <>
            <Blocks blocks={blocks} timeZone={profile.timeZone} />
            <Pager pages={pages} path={PATHS.settings} parameter="blocked" anchor="blocks" />
          </>
        }
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
              lead="Choose how you hear about each of these. They are always listed on this site too, unless you choose “Not at all”."
            >
              <NotificationSettings
                choices={choices}
                digest={byMail.subscriptions.some(({ nextDueAt }) => nextDueAt !== null)}
              />
            </SettingsSection>
            <SettingsSection
              id="groups"
              title="In your groups"
              lead="Choices for one group override those above. Emails are gathered: everything within ten minutes comes as one."
            >
              <GroupChoices groups={inGroups.groups} choices={choices} />
              <Pager
                pages={inGroups.pages}
                path={PATHS.settings}
                parameter="groups"
                anchor="groups"
              />
            </SettingsSection>
            <SettingsSection
              id="following"
              title="What you follow"
              lead="And what you have muted. The most specific setting wins: thread, then paper, topic, group."
            >
              <FollowingList initial={followings} page={followingPage} />
            </SettingsSection>
            <SettingsSection
              id="dismissed"
              title="Papers that do not interest you"
              lead="They are never recommended to you, and papers like them less often. Nobody else sees this."
            >
              <DismissedPapers papers={nots.papers} />
              <Pager
                pages={nots.pages}
                path={PATHS.settings}
                parameter="dismissed"
                anchor="dismissed"
              />
            </SettingsSection>
          </>
        }
        error={error ? String(error) : null}
      />
    </Page>
  );
}
