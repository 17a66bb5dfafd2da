import type { Metadata } from "next";
import { WaitsForYou } from "@/components/groups/waiting/waits-for-you";
import { OneBox } from "@/components/papers/adding/one-box";
import { ExportLinks } from "@/components/papers/citing/export-links";
import { GuestIntro } from "@/components/papers/guest-intro";
import type { Parameters } from "@/components/papers/list/address";
import { HowItTrends } from "@/components/papers/list/how-it-trends";
import { OrderLinks } from "@/components/papers/list/order-links";
import { PaperList } from "@/components/papers/list/paper-list";
import { readParameters } from "@/components/papers/list/read-address";
import { Shelf } from "@/components/papers/list/shelf";
import { TopicIndex } from "@/components/papers/topics/topic-index";
import { listFilePath, PATHS } from "@/server/platform/web/addresses";
import { guestApi } from "@/trpc/server";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { absolute: "Colloquy: papers that people want to read" },
};

/** Topics beside the papers; all are on their own page. */
const TOPICS = 8;

interface Props {
  searchParams: Promise<Parameters>;
}

export default async function FrontPage({ searchParams }: Props) {
  const asked = readParameters(await searchParams);
  const { order, window, page: cursor } = asked;
  const trends = order === "trending";
  const [first, topics] = await Promise.all([
    guestApi().papers.list({ order, window, cursor }),
    guestApi().papers.topics(),
  ]);
  return (
    <Shelf
      title="Papers"
      lead="What people want to read next."
      aside={
        <>
          <GuestIntro />
          <div className="hidden lg:block">
            <TopicIndex topics={topics.slice(0, TOPICS)} />
            {trends ? <HowItTrends className="mt-4" /> : null}
          </div>
          {/* Last, so that it moves nothing when it comes. */}
          <WaitsForYou />
        </>
      }
    >
      <div className="mb-5 hidden in-data-member:block">
        <OneBox label="Add papers: paste links, identifiers or references" />
      </div>
      <OrderLinks path={PATHS.papers} parameters={asked} />
      <PaperList key={JSON.stringify(asked)} path={PATHS.papers} parameters={asked} first={first} />
      {first.papers.length > 0 ? (
        <div className="flex items-start justify-between gap-4 pt-2 lg:justify-end">
          {trends ? <HowItTrends className="lg:hidden" /> : null}
          <ExportLinks addressOf={(format) => listFilePath(format, { order, window })} mayBeLong />
        </div>
      ) : null}
    </Shelf>
  );
}
