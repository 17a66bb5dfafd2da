import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords, monthInWords } from "@/components/papers/words";
import { Link } from "@/components/ui/links/link";
import type { PaperCard } from "@/server/papers/schema";
import { countInWords } from "@/server/platform/text/words";
import { paperPath } from "@/server/platform/web/addresses";

interface Props {
  paper: PaperCard;
  /** The beginning of the viewer's note. */
  note?: string | null;
  /** The member who added it to a group's list. */
  addedBy?: string | null;
}

/** A paper on a shelf or list. */
export function PaperRow({ paper, note, addedBy }: Props) {
  const { slug, authors, authorCount, publishedOn, publishedPrecision, upvoteCount } = paper;
  const facts = [
    publishedOn ? monthInWords(publishedOn, publishedPrecision) : "",
    upvoteCount > 0 ? countInWords(upvoteCount, "upvote") : "",
  ].filter(Boolean);
  return (
    <article className="min-w-0 wrap-anywhere">
      <h2 className="font-semibold font-serif text-lg leading-snug">
        <Link href={paperPath(slug)} className="no-underline hover:underline">
          <PaperTitle of={paper} />
        </Link>
      </h2>
      <p className="mt-0.5 text-muted text-sm">
        {authorCount > 0 ? <bdi>{authorsInWords(authors, authorCount)}</bdi> : null}
        {authorCount > 0 && facts.length > 0 ? " · " : null}
        {facts.join(" · ")}
        {addedBy ? (
          <>
            {" · added by "}
            <bdi>{addedBy}</bdi>
          </>
        ) : null}
      </p>
      {note ? (
        <p className="mt-1.5 line-clamp-3 border-accent border-l-2 pl-3 text-sm">
          <span className="sr-only">Your note: </span>
          {note}
        </p>
      ) : null}
    </article>
  );
}
