"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useViewer } from "@/components/people/viewer";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

const ChangeTopics = dynamic(() =>
  import("./change-topics").then(({ ChangeTopics }) => ChangeTopics),
);

/** Topics that similar papers have, for people who are signed in; those who may change the paper decide about them. */
export function TopicChoices({
  paper,
}: {
  paper: Pick<RouterOutputs["papers"]["page"], "id" | "topics">;
}) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.papers.forViewer.queryOptions({ paperId: paper.id }, { enabled: viewer !== null }),
  );
  if (!data || (!data.may.edit && data.suggestedTopics.length === 0)) return null;
  return <ChangeTopics paper={paper} suggested={data.suggestedTopics} mayChange={data.may.edit} />;
}
