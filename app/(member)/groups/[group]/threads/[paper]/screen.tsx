import type { Metadata } from "next";
import type { Parameters } from "@/components/papers/list/address";
import { GroupThread } from "@/components/threads/groups/group-thread";
import { viewOf } from "@/components/threads/reading/view";
import { api, orNotFound } from "@/trpc/server";
import { threadOf } from "./thread";

interface Props {
  /** Without a comment it is the whole thread. */
  params: Promise<{ group: string; paper: string; comment?: string }>;
  searchParams: Promise<Parameters>;
}

async function thread({ params, searchParams }: Props) {
  const [{ group, paper, comment }, { order, page }] = [await params, viewOf(await searchParams)];
  return threadOf(group, paper, order, page, comment ?? null);
}

/** The title of a group's thread. */
export async function threadMetadata(props: Props): Promise<Metadata> {
  return { title: (await thread(props))?.paper.title ?? "Thread" };
}

/** A group's own thread on a paper, or one of its comments with the answers to it. */
export async function ThreadScreen(props: Props) {
  const { group, paper } = await props.params;
  const calls = await api();
  const [found, reader, { abstractHtml }] = await Promise.all([
    thread(props),
    calls.people.reader(),
    orNotFound(calls.papers.page({ paper })),
  ]);
  return (
    <GroupThread
      group={group}
      paper={paper}
      thread={found}
      abstract={abstractHtml}
      timeZone={reader?.timeZone ?? null}
    />
  );
}
