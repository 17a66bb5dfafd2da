import type { Metadata } from "next";
import { HistoryFilter } from "@/components/meetings/history/history-filter";
import { HistoryList } from "@/components/meetings/history/history-list";
import { HistoryPictures } from "@/components/meetings/history/history-pictures";
import { MeetingTabs } from "@/components/meetings/meeting-tabs";
import { ExportLinks } from "@/components/papers/citing/export-links";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/links/pager";
import { historyInput } from "@/server/meetings/schema";
import { numberedLinks } from "@/server/platform/text/inputs";
import { countInWords } from "@/server/platform/text/words";
import {
  historyFilePath,
  historyPath,
  meetingsPath,
  withQuery,
} from "@/server/platform/web/addresses";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "History" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { group } = await params;
  const { q, year, presenter, page: number } = await searchParams;
  const wanted = historyInput.parse({
    q,
    year: year || null,
    presenter: presenter || null,
    page: number ?? 1,
  });
  await headOf(group);
  const path = historyPath(group);
  const history = await orNotFound((await api()).meetings.history({ group, ...wanted }), path);
  const { readings, total, more, years, pictures } = history;
  const query = { q: wanted.q, year: wanted.year?.toString(), presenter: wanted.presenter };
  return (
    <Page title="History" lead="Everything the group has read.">
      <MeetingTabs group={group} current="history" />
      {years.length === 0 ? (
        <Empty title="Nothing read yet">
          <p className="mb-4">Papers the group has discussed will appear here.</p>
          <LinkButton href={meetingsPath(group)}>Go to meetings</LinkButton>
        </Empty>
      ) : (
        <>
          <section aria-labelledby="pictures">
            <h2 id="pictures" className="sr-only">
              In charts
            </h2>
            <HistoryPictures pictures={pictures} />
          </section>
          <section aria-labelledby="readings" className="mt-10">
            <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
              <h2 id="readings" className="font-semibold font-serif text-xl">
                {countInWords(total, "paper")}
              </h2>
              <ExportLinks
                addressOf={(format) => withQuery(historyFilePath(group, format), query)}
                more={[{ href: withQuery(historyFilePath(group, "md"), query), label: "Markdown" }]}
              />
            </div>
            <HistoryFilter path={path} history={history} wanted={wanted} />
            <div className="mt-5">
              {readings.length > 0 ? (
                <HistoryList group={group} readings={readings} />
              ) : (
                <Empty title="No matches">
                  <LinkButton href={path}>Show all</LinkButton>
                </Empty>
              )}
            </div>
            <Pager
              pages={numberedLinks(wanted.page, more)}
              path={withQuery(path, query)}
              anchor="readings"
            />
          </section>
        </>
      )}
    </Page>
  );
}
