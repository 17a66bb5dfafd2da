import { SearchForm } from "@/components/papers/search/search-form";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import type { PaperCard } from "@/server/papers/schema";
import { countInWords } from "@/server/platform/text/words";
import { mergePaperPath, withQuery } from "@/server/platform/web/addresses";
import { PaperTitle } from "../paper-title";
import { authorsInWords } from "../words";

interface Props {
  /** The address of the paper with which another one is to be merged. */
  slug: string;
  q: string;
  papers: readonly PaperCard[];
}

/** Finds the other paper of a merge by its title, an identifier or a link. */
export function FindOther({ slug, q, papers }: Props) {
  return (
    <>
      <SearchForm
        asked={q}
        path={mergePaperPath(slug)}
        label="Title, identifier or link of the other paper"
      />
      {q === "" ? null : papers.length === 0 ? (
        <Empty title="No other paper was found">Try words from its title, or its arXiv ID.</Empty>
      ) : (
        <ul className="mt-4 divide-y divide-line">
          {papers.map((paper) => (
            <li key={paper.id} className="py-3">
              <Link
                href={withQuery(mergePaperPath(slug), { with: paper.slug })}
                className="font-medium underline"
              >
                <PaperTitle of={paper} />
              </Link>
              <p className="text-muted text-sm">
                {paper.authors.length > 0
                  ? `${authorsInWords(paper.authors, paper.authorCount)} · `
                  : null}
                {countInWords(paper.upvoteCount, "upvote")} ·{" "}
                {countInWords(paper.commentCount, "comment")}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
