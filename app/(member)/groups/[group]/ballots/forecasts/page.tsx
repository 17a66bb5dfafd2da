import type { Metadata } from "next";
import { ForecastSeries } from "@/components/ballots/forecasts/forecast-series";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { ballotsPath, forecastsPath } from "@/server/platform/web/addresses";
import { api, orNotFound } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Forecasts" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function ForecastsPage({ params }: Props) {
  const { group } = await params;
  const caller = await api();
  const [series, reader] = await orNotFound(
    Promise.all([caller.ballots.forecasts({ group }), caller.people.reader(), headOf(group)]),
    forecastsPath(group),
  );
  return (
    <Page
      title="Forecasts so far"
      lead="The site forecasts each ballot when it opens and keeps the forecast sealed until the group has chosen. Here you see whether to believe it."
      actions={<LinkButton href={ballotsPath(group)}>Go to ballots</LinkButton>}
    >
      <ForecastSeries group={group} series={series} timeZone={reader?.timeZone ?? null} />
    </Page>
  );
}
