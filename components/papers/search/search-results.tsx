import { ByMailLink } from "@/components/digests/by-mail-link";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import { pastedIn } from "@/server/papers/pasting/alone/rules";
import type { PaperCard } from "@/server/papers/schema";
import { countInWords } from "@/server/platform/text/words";
import { addPath, newPaperPath, PATHS, searchFilePath } from "@/server/platform/web/addresses";
import { ExportLinks } from "../citing/export-links";
import { PaperCards } from "../list/paper-cards";

interface Props {
  q: string;
  papers: PaperCard[];
  /** The limit of results. */
  most: number;
}

/** The results of a search, best first, or suggestions if there are none. */
export function SearchResults({ q, papers, most }: Props) {
  if (q === "") {
    return (
      <p className="mt-4 text-muted">
        Any word can match; matches in the title come first. Typos are forgiven. Where the site
        reads papers for their meaning, you can also describe a paper in your own words; put words
        in quotes to have them taken as they are. An arXiv ID or a DOI takes you to its paper.
      </p>
    );
  }
  if (papers.length === 0) return <NothingFound q={q} />;
  return (
    <>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b pb-3">
        <p role="status" className="text-muted">
          {papers.length < most
            ? `${countInWords(papers.length, "paper")} found, best first.`
            : `The ${most} best papers. Add a word to narrow them down.`}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <ExportLinks addressOf={(format) => searchFilePath(format, q)} />
          <ByMailLink about={{ q }}>New papers by email</ByMailLink>
        </div>
      </div>
      <NotAllFound q={q} found={papers.length} />
      <PaperCards papers={papers} />
    </>
  );
}

/** Leads on where fewer papers were found than links and identifiers were pasted, of which several may be one paper's. */
function NotAllFound({ q, found }: { q: string; found: number }) {
  if (pastedIn(q).length <= found) return null;
  return (
    <p className="mt-4">
      Some of what you pasted may not be in the catalogue yet.{" "}
      <Link href={addPath({ text: q })} className="text-accent underline">
        Look them all up
      </Link>
    </p>
  );
}

function NothingFound({ q }: { q: string }) {
  const [pasted] = pastedIn(q);
  if (pasted) {
    return (
      <div className="mt-6">
        <Empty title={`This ${pasted.kind} is not in the catalogue`}>
          <LinkButton href={newPaperPath(pasted.text)} variant="primary">
            Add the paper
          </LinkButton>
        </Empty>
      </div>
    );
  }
  return (
    <div className="mt-6">
      <Empty title={`Nothing found for “${q}”`}>
        <ul className="mx-auto grid w-fit gap-1.5 text-left">
          <li>Try other words, or fewer: one rare word from the title is enough.</li>
          <li>Words like “the”, “of” or “how” on their own find nothing.</li>
          <li>
            Browse the{" "}
            <Link href={PATHS.topics} className="text-accent underline">
              topics
            </Link>
            .
          </li>
          <li>
            If it is missing,{" "}
            <Link href={PATHS.newPaper} className="text-accent underline">
              add the paper
            </Link>
            .
          </li>
        </ul>
      </Empty>
    </div>
  );
}
