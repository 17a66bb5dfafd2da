import type { Metadata } from "next";
import { TopicGrid } from "@/components/papers/topics/topic-grid";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PATHS } from "@/server/platform/web/addresses";
import { guestApi } from "@/trpc/server";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Topics",
  description: "The subjects of the papers here, and how many papers each has.",
};

export default async function TopicsPage() {
  const topics = await guestApi().papers.topics();
  return (
    <Page title="Topics" lead="Papers are sorted into topics by the words they use.">
      {topics.length > 0 ? (
        <TopicGrid topics={topics} />
      ) : (
        <Empty title="No topics yet">
          <p className="mb-4">Topics appear once papers are added.</p>
          <LinkButton href={PATHS.newPaper}>Add a paper</LinkButton>
        </Empty>
      )}
    </Page>
  );
}
