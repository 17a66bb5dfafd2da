import { Link } from "@/components/ui/links/link";
import { listInWords } from "@/server/platform/text/words";
import { paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { PaperTitle } from "./paper-title";
import { authorsInWords } from "./words";

/** Lists papers like the one of the page, each with the words that both share. Nothing is shown without any. */
export function SimilarPapers({ papers }: { papers: RouterOutputs["papers"]["similar"] }) {
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="similar" className="mt-10">
      <h2 id="similar" className="font-semibold font-serif text-xl">
        Similar papers
      </h2>
      <ul className="mt-3 space-y-3">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Link href={paperPath(paper.slug)} className="text-accent hover:underline">
              <PaperTitle of={paper} />
            </Link>
            <p className="text-muted text-sm">
              {[
                authorsInWords(paper.authors, paper.authorCount),
                paper.shared.length > 0
                  ? `shares ${listInWords(paper.shared.map((word) => `“${word}”`))}`
                  : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
