import type { Metadata } from "next";
import { ModerateTopics } from "@/components/papers/topics/moderating/moderate-topics";
import { RefilingProgress } from "@/components/papers/topics/moderating/refiling-progress";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";

export const metadata: Metadata = { title: "Topics", robots: { index: false } };

export default async function ModerateTopicsPage() {
  const { moderator, timeZone } = await requireViewer(PATHS.topicsModeration);
  if (!moderator) {
    return (
      <Page
        title="Topics"
        lead="Only moderators of this site can change topics."
        actions={<LinkButton href={PATHS.topics}>Go to topics</LinkButton>}
      />
    );
  }
  const { papers } = await api();
  const [topics, refiling] = await Promise.all([papers.allTopics(), papers.refiling()]);
  return (
    <Page
      title="Topics"
      lead="Papers are filed by their words, and by what people choose on a paper's page. If you change words, all papers are looked at again in the background."
    >
      <RefilingProgress begin={refiling} timeZone={timeZone} />
      <ModerateTopics topics={topics} />
    </Page>
  );
}
