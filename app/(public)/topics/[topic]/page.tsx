import type { Metadata } from "next";
import { permanentRedirect } from "next/navigation";
import { ByMailLink } from "@/components/digests/by-mail-link";
import { Follow } from "@/components/notifications/follow";
import { ExportLinks } from "@/components/papers/citing/export-links";
import type { Parameters } from "@/components/papers/list/address";
import { HowItTrends } from "@/components/papers/list/how-it-trends";
import { OrderLinks } from "@/components/papers/list/order-links";
import { PaperList } from "@/components/papers/list/paper-list";
import { readParameters } from "@/components/papers/list/read-address";
import { Shelf } from "@/components/papers/list/shelf";
import { AboutTopic } from "@/components/papers/topics/about-topic";
import { TopicIndex } from "@/components/papers/topics/topic-index";
import { listFilePath, topicPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ topic: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, description } = await topicOf(params);
  return {
    title: name,
    description:
      description || `Papers on ${name.toLowerCase()}, ranked by what people want to read.`,
  };
}

async function topicOf(params: Props["params"]) {
  const asked = await params;
  const topic = await orNotFound(guestApi().papers.topic(asked));
  // It was merged into another one.
  if (topic.slug !== asked.topic) permanentRedirect(topicPath(topic.slug));
  return topic;
}

export default async function TopicPage({ params, searchParams }: Props) {
  const topic = await topicOf(params);
  const { slug, name } = topic;
  const asked = readParameters(await searchParams);
  const { order, window, page: cursor } = asked;
  const trends = order === "trending";
  const [first, topics] = await Promise.all([
    guestApi().papers.list({ order, window, topic: slug, cursor }),
    guestApi().papers.topics(),
  ]);
  const path = topicPath(slug);
  return (
    <Shelf
      title={name}
      lead={<AboutTopic topic={topic} />}
      actions={
        <div className="flex flex-wrap gap-2">
          <ByMailLink about={{ topic: slug }}>Get by email</ByMailLink>
          <Follow what={{ thing: "topic", id: slug }} />
        </div>
      }
      aside={
        <div className="hidden lg:block">
          <TopicIndex topics={topics} current={slug} />
          {trends ? <HowItTrends className="mt-4" /> : null}
        </div>
      }
    >
      <OrderLinks path={path} parameters={asked} />
      {first.papers.length > 0 ? (
        <div className="flex justify-end pt-2">
          <ExportLinks
            addressOf={(format) => listFilePath(format, { order, window, topic: slug })}
            mayBeLong
          />
        </div>
      ) : null}
      <PaperList
        key={JSON.stringify(asked)}
        path={path}
        of={{ topic: slug }}
        parameters={asked}
        first={first}
      />
    </Shelf>
  );
}
