import type { Metadata } from "next";
import { ActLog } from "@/components/moderation/act-log";
import { ReportList } from "@/components/moderation/reports/report-list";
import { Page } from "@/components/shell/page";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Moderation", robots: { index: false } };

interface Props {
  searchParams: Promise<{ page?: string | string[]; reports?: string | string[] }>;
}

export default async function ModerationPage({ searchParams }: Props) {
  const { moderator, timeZone } = await requireViewer(PATHS.moderation);
  const { moderation } = await api();
  const asked = await searchParams;
  const page = positionText.parse(asked.page);
  const reportsPage = positionText.parse(asked.reports);
  const [log, reports] = await Promise.all([
    moderation.log({ page }),
    moderator ? moderation.publicReports({ page: reportsPage }) : null,
  ]);
  return (
    <Page
      title="Moderation"
      lead={
        moderator
          ? "You keep public threads civil. Groups are moderated by their own organizers."
          : "Each time an organizer or a moderator acted on your comments, and why."
      }
    >
      <div className="grid gap-10">
        {reports ? (
          <div>
            <ReportList comments={reports.comments} group={null} timeZone={timeZone} />
            <Pager pages={reports.pages} path={PATHS.moderation} parameter="reports" />
          </div>
        ) : null}
        <div>
          <ActLog
            acts={log.acts}
            timeZone={timeZone}
            everywhere
            empty={moderator ? "No actions yet." : "Nothing here concerns you."}
          />
          <Pager pages={log.pages} path={PATHS.moderation} />
        </div>
      </div>
    </Page>
  );
}
