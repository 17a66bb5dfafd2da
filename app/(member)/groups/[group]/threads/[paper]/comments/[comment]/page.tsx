import type { Metadata } from "next";
import { GroupThread } from "@/components/threads/group-thread";
import { api } from "@/trpc/server";
import { threadOf } from "../../thread";

interface Props {
  params: Promise<{ group: string; paper: string; comment: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

async function thread({ params, searchParams }: Props) {
  const [{ group, paper, comment }, { page }] = await Promise.all([params, searchParams]);
  return threadOf(group, paper, page ? String(page) : null, comment);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await thread(props))?.paper.title ?? "Thread" };
}

export default async function GroupCommentPage(props: Props) {
  const { group, paper } = await props.params;
  const [found, viewer] = await Promise.all([thread(props), (await api()).people.viewer()]);
  return (
    <GroupThread group={group} paper={paper} thread={found} timeZone={viewer?.timeZone ?? null} />
  );
}
