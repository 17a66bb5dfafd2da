import type { ReactNode } from "react";
import { Link } from "@/components/ui/links/link";
import type { ShownTitle } from "@/server/papers/schema";
import { paperPath } from "@/server/platform/web/addresses";
import { PaperTitle } from "./paper-title";
import { authorsInWords } from "./words";

/** A paper as short lists have it. */
interface ListedPaper extends ShownTitle {
  slug: string;
  /** The first few. */
  authors: readonly string[];
  authorCount: number;
}

interface HeadingProps {
  paper: ListedPaper;
  /** Weight and size of the title. */
  className: string;
}

/** A paper in a list: its title, which leads to its page, and its authors. */
export function PaperHeading({ paper, className }: HeadingProps) {
  return (
    <>
      <h3 className={`font-serif leading-snug ${className}`}>
        <Link href={paperPath(paper.slug)} className="no-underline hover:underline">
          <PaperTitle of={paper} />
        </Link>
      </h3>
      <Authors of={paper} />
    </>
  );
}

interface RowProps {
  paper: ListedPaper;
  large?: boolean;
  /** Words below the authors. */
  about?: ReactNode;
  /** Buttons for the paper, and marks. */
  children?: ReactNode;
}

/** A paper in a list, with what can be done with it at the end of the line. */
export function PaperWithActions({ paper, large = false, about, children }: RowProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <PaperHeading paper={paper} className={large ? "font-semibold text-lg" : "font-semibold"} />
        {about ? <p className="mt-0.5 text-muted text-sm">{about}</p> : null}
      </div>
      {children}
    </div>
  );
}

/** The paper that a page is about: its title, which leads to its own page, and its authors. */
export function PaperOfPage({ paper }: { paper: ListedPaper }) {
  return (
    <>
      <p>
        <Link href={paperPath(paper.slug)} className="font-semibold font-serif text-xl">
          <PaperTitle of={paper} />
        </Link>
      </p>
      <Authors of={paper} />
    </>
  );
}

/** The paper that a form is about: its title and authors. */
export function PaperOfForm({ paper }: { paper: Omit<ListedPaper, "slug"> }) {
  return (
    <div>
      <h2 className="font-semibold font-serif text-xl leading-snug">
        <PaperTitle of={paper} />
      </h2>
      <Authors of={paper} />
    </div>
  );
}

function Authors({ of: { authors, authorCount } }: { of: Omit<ListedPaper, "slug"> }) {
  return <p className="mt-0.5 text-muted text-sm">{authorsInWords(authors, authorCount)}</p>;
}
