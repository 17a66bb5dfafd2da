import type { Metadata } from "next";
import { ByMailLink } from "@/components/digests/by-mail-link";
import { Follow } from "@/components/notifications/follow";
import { ExportLinks } from "@/components/papers/citing/export-links";
import type { Parameters } from "@/components/papers/list/address";
import { OrderLinks } from "@/components/papers/list/order-links";
import { PaperList } from "@/components/papers/list/paper-list";
import { readParameters } from "@/components/papers/list/read-address";
import { Shelf } from "@/components/papers/list/shelf";
import { TopicIndex } from "@/components/papers/topics/topic-index";
import { listFilePath, topicPath } from "@/server/platform/web/addresses";
import { guestApi, orNotFound } from "@/trpc/server";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ topic: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await orNotFound(guestApi().papers.topic(await params));
  return {
    title: name,
    description: `Papers on ${name.toLowerCase()}, ranked by what people want to read.`,
  };
}

export default async function TopicPage({ params, searchParams }: Props) {
  const { slug, name } = await orNotFound(guestApi().papers.topic(await params));
  const asked = readParameters(await searchParams);
  const { order, window, page: cursor } = asked;
  const [first, topics] = await Promise.all([
    guestApi().papers.list({ order, window, topic: slug, cursor }),
    guestApi().papers.topics(),
  ]);
  const path = topicPath(slug);
  return (
    <Shelf
      title={name}
      actions={
        <div className="flex flex-wrap gap-2">
          <ByMailLink about={{ topic: slug }}>By email</ByMailLink>
          <Follow what={{ thing: "topic", id: slug }} />
        </div>
      }
      aside={
        <div className="hidden lg:block">
          <TopicIndex topics={topics} current={slug} />
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
        topic={slug}
        parameters={asked}
        first={first}
      />
    </Shelf>
  );
}
