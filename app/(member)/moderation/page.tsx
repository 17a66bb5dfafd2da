import type { Metadata } from "next";
import { ActLog } from "@/components/moderation/act-log";
import { ReportList } from "@/components/moderation/reports/report-list";
import { SuggestionList } from "@/components/papers/corrections/suggestion-list";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Moderation", robots: { index: false } };

interface Props {
  searchParams: Promise<Record<"page" | "reports" | "suggestions", string | string[] | undefined>>;
}

export default async function ModerationPage({ searchParams }: Props) {
  const { moderator, timeZone } = await requireViewer(PATHS.moderation);
  const { moderation, papers } = await api();
  const asked = await searchParams;
  const page = positionText.parse(asked.page);
  const reportsPage = positionText.parse(asked.reports);
  const suggestionsPage = positionText.parse(asked.suggestions);
  const [log, reports, suggested] = await Promise.all([
    moderation.log({ page }),
    moderator ? moderation.publicReports({ page: reportsPage }) : null,
    moderator ? papers.suggestions({ page: suggestionsPage }) : null,
  ]);
  return (
    <Page
      title="Moderation"
      lead={
        moderator
          ? "You keep public threads civil and papers correct. Groups are moderated by their own organizers."
          : "Each time an organizer or a moderator acted on your comments, and why."
      }
      actions={
        moderator ? (
          <div className="flex flex-wrap gap-2">
            <LinkButton href={PATHS.topicsModeration}>Topics</LinkButton>
            <LinkButton href={PATHS.siteWatches}>Watches for new papers</LinkButton>
            <LinkButton href={PATHS.duplicates}>Possible duplicates</LinkButton>
          </div>
        ) : null
      }
    >
      <div className="grid gap-10">
        {reports ? (
          <div>
            <ReportList comments={reports.comments} group={null} timeZone={timeZone} />
            <Pager pages={reports.pages} path={PATHS.moderation} parameter="reports" />
          </div>
        ) : null}
        {suggested ? (
          <div>
            <SuggestionList suggestions={suggested.suggestions} timeZone={timeZone} />
            <Pager pages={suggested.pages} path={PATHS.moderation} parameter="suggestions" />
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
