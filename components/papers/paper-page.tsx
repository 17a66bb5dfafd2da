"use client";

import type { ReactNode } from "react";
import { useViewer } from "@/components/people/viewer";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import { Abstract } from "./abstract";
import { Authors } from "./authors/authors";
import { PaperActions } from "./corrections/paper-actions";
import { useMyGroups } from "./list/group-readings";
import { ReadMark } from "./list/read-mark";
import { PaperLinks } from "./paper-links";
import { PaperTitle } from "./paper-title";
import { TopicChoices } from "./topics/topic-choices";
import { TopicLinks } from "./topics/topic-links";
import { dateInWords } from "./words";

interface Props {
  paper: RouterOutputs["papers"]["page"];
  /** The warning that it was withdrawn or retracted, and its latest version. */
  warning: ReactNode;
  version: ReactNode;
  /** The button to upvote it. */
  upvote: ReactNode;
  /** Actions on the paper in the viewer's groups. */
  actions: ReactNode;
}

/** The page of a paper. */
export function PaperPage({ paper, warning, version, upvote, actions }: Props) {
  const { viewer } = useViewer();
  const readers = useMyGroups(paper.slug)?.readers;
  return (
    <article>
      <h1
        data-quotable="title"
        className="font-semibold font-serif text-3xl leading-tight sm:text-[2.1rem]"
      >
        <PaperTitle of={paper} />
      </h1>
      {warning}
      {paper.authors.length > 0 ? <Authors names={paper.authors} keys={paper.authorKeys} /> : null}
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-sm">
        <Publication paper={paper} />
        <span>
          Added <When date={paper.addedAt} timeZone={viewer?.timeZone ?? null} kind="date" />
        </span>
        <PaperLinks paper={paper} />
        {version}
        {readers ? <ReadMark readers={readers} /> : null}
      </div>
      <div className="mt-5 flex flex-wrap items-start gap-x-5 gap-y-3">
        {upvote}
        <div className="min-w-0 grow basis-60 self-center">{actions}</div>
      </div>
      <h2 className="mt-8 font-semibold font-serif text-xl">Abstract</h2>
      {paper.abstractHtml ? (
        <Abstract html={paper.abstractHtml} />
      ) : (
        <p className="mt-2 text-muted">The abstract is not known yet.</p>
      )}
      <div className="mt-5">
        <TopicLinks topics={paper.topics} />
        <TopicChoices paper={paper} />
      </div>
      <PaperActions paper={paper} />
    </article>
  );
}

/** When and where a paper was published, as far as it is known. */
function Publication({ paper: { published, venue } }: Pick<Props, "paper">) {
  if (!published && !venue) return null;
  return (
    <span>
      Published
      {venue ? (
        <>
          {" in "}
          <bdi>{venue}</bdi>
        </>
      ) : null}
      {published ? (
        <>
          {venue ? ", " : " "}
          <time dateTime={published}>{dateInWords(published)}</time>
        </>
      ) : null}
    </span>
  );
}
