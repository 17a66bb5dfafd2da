import { TabLinks } from "@/components/ui/links/tab-links";
import { historyPath, meetingsPath } from "@/server/platform/web/addresses";

/** The two pages about a group's meetings: those to come, and what was read. */
export function MeetingTabs({
  group,
  current,
}: {
  group: string;
  current: "meetings" | "history";
}) {
  return (
    <TabLinks
      label="Meetings"
      current={current}
      tabs={[
        { key: "meetings", href: meetingsPath(group), words: "Meetings" },
        { key: "history", href: historyPath(group), words: "History" },
      ]}
    />
  );
}
