import { TabLinks } from "@/components/ui/links/tab-links";
import { historyPath, meetingsPath, presentersPath } from "@/server/platform/web/addresses";

/** The pages about a group's meetings: those to come, what was read, and who presents. */
export function MeetingTabs({
  group,
  current,
}: {
  group: string;
  current: "meetings" | "history" | "presenters";
}) {
  return (
    <TabLinks
      label="Meetings"
      current={current}
      tabs={[
        { key: "meetings", href: meetingsPath(group), words: "Meetings" },
        { key: "history", href: historyPath(group), words: "History" },
        { key: "presenters", href: presentersPath(group), words: "Presenters" },
      ]}
    />
  );
}
