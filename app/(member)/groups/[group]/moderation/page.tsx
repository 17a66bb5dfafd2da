import type { Metadata } from "next";
import { ActLog } from "@/components/moderation/act-log";
import { ReportedObjections } from "@/components/moderation/objections/reported-objections";
import { ReportList } from "@/components/moderation/reports/report-list";
import { OwnSuspension } from "@/components/moderation/suspensions/own-suspension";
import { SuspensionList } from "@/components/moderation/suspensions/suspension-list";
import { Page } from "@/components/shell/page";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { groupModerationPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Moderation" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<Partial<Record<"page" | "reports" | "suspended", string | string[]>>>;
}

export default async function GroupModerationPage({ params, searchParams }: Props) {
  const { group } = await params;
  const asked = await searchParams;
  const page = positionText.parse(asked.page);
  const reportsPage = positionText.parse(asked.reports);
  const suspendedPage = positionText.parse(asked.suspended);
  const path = groupModerationPath(group);
  const { may } = await headOf(group);
  const { timeZone } = await requireReader(path);
  const { moderation } = await api();
  const [log, mine, reports, objections, suspensions] = await orNotFound(
    Promise.all([
      moderation.groupLog({ group, page }),
      moderation.mySuspension({ group }),
      may.organize ? moderation.reports({ group, page: reportsPage }) : null,
      may.organize ? moderation.objectionReports({ group }) : null,
      may.organize ? moderation.suspensions({ group, page: suspendedPage }) : null,
    ]),
    path,
  );
  return (
    <Page
      title="Moderation"
      lead={
        may.organize
          ? "Reports from members, and how organizers handled them. In the log, members see what concerns them and which threads were locked."
          : "Organizers’ actions on your comments with their reasons, and the threads that they locked."
      }
    >
      <div className="grid gap-10">
        {mine ? <OwnSuspension suspension={mine} timeZone={timeZone} /> : null}
        {reports ? (
          <div>
            <ReportList comments={reports.comments} group={group} timeZone={timeZone} />
            <Pager pages={reports.pages} path={path} parameter="reports" />
          </div>
        ) : null}
        {objections && objections.length > 0 ? (
          <ReportedObjections group={group} objections={objections} />
        ) : null}
        {suspensions ? (
          <div>
            <SuspensionList group={group} suspensions={suspensions.suspended} timeZone={timeZone} />
            <Pager pages={suspensions.pages} path={path} parameter="suspended" />
          </div>
        ) : null}
        <div>
          <ActLog
            acts={log.acts}
            timeZone={timeZone}
            empty={may.organize ? "No actions yet." : "Nothing here concerns you."}
          />
          <Pager pages={log.pages} path={path} />
        </div>
      </div>
    </Page>
  );
}
