import type { Metadata } from "next";
import { NotificationList } from "@/components/notifications/notification-list";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS, settingsPath } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Notifications", robots: { index: false } };

export default async function NotificationsPage() {
  const { timeZone } = await requireReader(PATHS.notifications);
  const first = await (await api()).notifications.list({});
  return (
    <Page
      title="Notifications"
      actions={
        <LinkButton href={settingsPath("notifications")}>Choose your notifications</LinkButton>
      }
    >
      <NotificationList first={first} timeZone={timeZone} />
    </Page>
  );
}
