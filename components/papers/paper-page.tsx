"use client";

import type { ReactNode } from "react";
import { useViewer } from "@/components/people/viewer";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
import { Abstract } from "./abstract";
import { Authors } from "./authors";
import { PaperActions } from "./corrections/paper-actions";
import { useGroupReadings } from "./list/group-readings";
import { ReadMark } from "./list/read-mark";
import { PaperLinks } from "./paper-links";
import { PaperTitle } from "./paper-title";
import { TopicLinks } from "./topics/topic-links";

interface Props {
  paper: RouterOutputs["papers"]["page"];
  /** The button to upvote it. */
  upvote: ReactNode;
  /** Actions on the paper in the viewer's groups. */
  actions: ReactNode;
}

/** The page of a paper. */
export function PaperPage({ paper, upvote, actions }: Props) {
  const { viewer } = useViewer();
  const readers = useGroupReadings([paper.id]).get(paper.id);
  return (
    <article>
      <h1
        data-quotable="title"
        className="font-semibold font-serif text-3xl leading-tight sm:text-[2.1rem]"
      >
        <PaperTitle of={paper} />
      </h1>
      {paper.authors.length > 0 ? <Authors names={paper.authors} /> : null}
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-sm">
        {paper.publishedOn ? (
          <span>
            Published <When date={paper.publishedOn} kind="date" />
          </span>
        ) : null}
        <span>
          Added <When date={paper.addedAt} timeZone={viewer?.timeZone ?? null} kind="date" />
        </span>
        <PaperLinks paper={paper} />
        {readers ? <ReadMark readers={readers} /> : null}
      </div>
      <div className="mt-5 flex flex-wrap items-start gap-x-5 gap-y-3">
        {upvote}
        <div className="min-w-0 grow basis-60 self-center">{actions}</div>
      </div>
      <h2 className="mt-8 font-semibold font-serif text-xl">Abstract</h2>
      <Abstract html={paper.abstractHtml} />
      <div className="mt-5">
        <TopicLinks topics={paper.topics} />
      </div>
      <PaperActions paper={paper} />
    </article>
  );
}
