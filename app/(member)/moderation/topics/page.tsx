import type { Metadata } from "next";
import { ModerateTopics } from "@/components/papers/topics/moderating/moderate-topics";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Topics", robots: { index: false } };

export default async function ModerateTopicsPage() {
  const { moderator } = await requireViewer(PATHS.topicsModeration);
  if (!moderator) {
    return (
      <Page
        title="Topics"
        lead="Only moderators of this site can change topics."
        actions={<LinkButton href={PATHS.topics}>Go to topics</LinkButton>}
      />
    );
  }
  const topics = await (await api()).papers.allTopics();
  return (
    <Page
      title="Topics"
      lead="Papers are filed by their words, and by what people choose on a paper's page. New words count for papers that are added or changed from then on."
    >
      <ModerateTopics topics={topics} />
    </Page>
  );
}
