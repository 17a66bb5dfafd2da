import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import { identifierText } from "@/server/papers/catalogue/identifiers/rules";
import { mergePaperPath, paperPath, withQuery } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { PaperTitle } from "../paper-title";
import { authorsInWords } from "../words";
import { TellApart } from "./tell-apart";

type Pair = RouterOutputs["papers"]["duplicates"]["pairs"][number];

/** Pairs of papers that may be one, each with its two answers. */
export function DuplicateList({ pairs }: { pairs: readonly Pair[] }) {
  if (pairs.length === 0) {
    return (
      <Empty title="There are no possible duplicates">
        Papers with one title, and papers that a source takes for one, are listed here.
      </Empty>
    );
  }
  return (
    <ul className="grid divide-y divide-line">
      {pairs.map(({ paper, other, source }) => (
        <li key={paper.id} className="py-5">
          <p className="mb-2 text-muted text-sm">
            {source ? `${source} says that these are one paper` : "Both have one title"}
          </p>
          <div className="grid gap-4 sm:grid-cols-2">
            <Described of={other} />
            <Described of={paper} />
          </div>
          <div className="mt-3 flex flex-wrap gap-2">
            <LinkButton
              href={withQuery(mergePaperPath(other.slug), { with: paper.slug })}
              size="small"
            >
              These are the same
            </LinkButton>
            <TellApart paperId={paper.id} otherId={other.id} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Described({
  of: { slug, authors, authorCount, year, identifiers, ...title },
}: {
  of: Pair["paper"];
}) {
  return (
    <div className="wrap-anywhere">
      <Link href={paperPath(slug)} className="font-medium underline">
        <PaperTitle of={title} />
      </Link>
      <p className="text-sm">
        {authors.length > 0 ? authorsInWords(authors, authorCount) : "Authors not known"}
        {year ? `, ${year}` : null}
      </p>
      <p className="text-muted text-sm">
        {identifiers.length > 0 ? identifiers.map(identifierText).join(" · ") : "No identifiers"}
      </p>
    </div>
  );
}
