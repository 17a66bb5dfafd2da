"use client";

import type { ReactNode } from "react";
import { Marked } from "@/components/search/snippet";
import { KeepFromList, type Keeping, useKeeping } from "@/components/shelves/keep-in-list";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { PaperCard as Paper } from "@/server/papers/schema";
import { countInWords } from "@/server/platform/text/words";
import { paperPath } from "@/server/platform/web/addresses";
import { PaperTitle } from "../paper-title";
import { TopicLinks } from "../topics/topic-links";
import { UpvoteButton, useMyUpvotes } from "../upvote";
import { authorsInWords, monthInWords } from "../words";
import { type Readers, useGroupReadings } from "./group-readings";
import { ReadMark } from "./read-mark";

/** A column of papers with the viewer's upvotes. */
export function PaperCards({ papers }: { papers: Paper[] }) {
  const paperIds = papers.map(({ id }) => id);
  const mine = useMyUpvotes(paperIds);
  const read = useGroupReadings(paperIds);
  const keeping = useKeeping(papers);
  return (
    <>
      <ol className="divide-y divide-line">
        {papers.map((paper) => (
          <li key={paper.id}>
            <PaperCard
              paper={paper}
              mine={mine.has(paper.id)}
              readers={read.get(paper.id)}
              keeping={keeping.of(paper)}
            />
          </li>
        ))}
      </ol>
      {keeping.window}
    </>
  );
}

interface Props {
  paper: Paper;
  /** Whether the viewer upvoted it, and which of their groups have read it, as far as known. */
  mine: boolean;
  readers?: Readers | undefined;
  keeping: Keeping;
  /** Words and buttons of a list about the paper, at its end. */
  children?: ReactNode;
}

/** A paper in a list. */
export function PaperCard({ paper, mine, readers, keeping, children }: Props) {
  const { slug, title, authors, authorCount, excerptHtml, commentCount, topics } = paper;
  const { publishedOn, publishedPrecision, from, marks } = paper;
  const facts = [publishedOn && monthInWords(publishedOn, publishedPrecision), from].filter(
    (fact) => fact !== null,
  );
  const address = paperPath(slug);
  return (
    <article className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-3.5 py-3.5 sm:gap-x-4">
      <UpvoteButton paper={paper} mine={mine} className="h-fit" />
      <div className="min-w-0">
        <h2 className="font-semibold font-serif text-lg leading-snug">
          <Link href={address} className="no-underline hover:underline">
            <PaperTitle of={paper} marked={marks?.title && <Marked words={marks.title} />} />
          </Link>
        </h2>
        <p className="mt-0.5 text-muted text-sm">
          {authorCount > 0 ? <bdi>{authorsInWords(authors, authorCount)}</bdi> : null}
          {authorCount > 0 && facts.length > 0 ? " · " : null}
          {facts.join(" · ")}
        </p>
        <p
          dir="auto"
          className="mt-1 line-clamp-2 font-serif"
          {...(marks?.passage
            ? { children: <Marked words={marks.passage} /> }
            : // Escaped by the server, except its formulas.
              { dangerouslySetInnerHTML: { __html: excerptHtml } })}
        />
        <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 pe-9">
          <Link
            href={`${address}#discussion`}
            className="inline-flex min-h-7 items-center gap-1.5 text-muted text-sm no-underline hover:underline"
          >
            <Icon of="lucide--message-square" className="size-4" />
            {commentCount === 0 ? "Discuss" : countInWords(commentCount, "comment")}
            <span className="sr-only">: {title}</span>
          </Link>
          <KeepFromList title={title} keeping={keeping} />
          <TopicLinks topics={topics} />
          {paper.byMeaning ? (
            <span className="text-muted text-sm italic">
              Found by meaning: it has none of your words
            </span>
          ) : null}
          {readers ? (
            // It comes late, and has room for its sign on every line, so it begins no line of its own and moves nothing.
            <div className="-me-9 min-w-4 flex-1 basis-0">
              <ReadMark readers={readers} cut />
            </div>
          ) : null}
        </div>
        {children}
      </div>
    </article>
  );
}

/** Placeholders for papers that are loading. */
export function WaitingCards() {
  return (
    <div aria-hidden className="divide-y divide-line border-line border-t">
      {["one", "two", "three"].map((key) => (
        <div key={key} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-4 py-5">
          <Skeleton className="h-14" />
          <div className="grid gap-2.5">
            <Skeleton className="h-6 w-4/5" />
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-20" />
          </div>
        </div>
      ))}
    </div>
  );
}
