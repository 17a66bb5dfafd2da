import { ByMailLink } from "@/components/digests/by-mail-link";
import { searchAddress } from "@/components/search/address";
import { PaperFilters } from "@/components/search/paper-filters";
import { Understood } from "@/components/search/understood";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { pastedIn } from "@/server/papers/pasting/alone/rules";
import {
  isCondition,
  partsOf,
  readQuestion,
  type Term,
  writeQuestion,
} from "@/server/papers/search/language/rules";
import { countInWords, listChoices, numberWithCommas } from "@/server/platform/text/words";
import { addPath, newPaperPath, PATHS, searchFilePath } from "@/server/platform/web/addresses";
import { MOST_COUNTED, PAPERS_A_PAGE } from "@/server/search/schema";
import type { RouterOutputs } from "@/trpc/client";
import { ExportLinks } from "../citing/export-links";
import { PaperCards } from "../list/paper-cards";

interface Props {
  q: string;
  found: RouterOutputs["search"]["papers"];
}

/** The results of a search: what it was taken for, how it can be narrowed down, and the papers, or suggestions. */
export function SearchResults({ q, found }: Props) {
  if (q === "") return null;
  const { terms, misread } = readQuestion(q);
  const { papers, filters, foreign, pages } = found;
  const path = PATHS.search;
  return (
    <>
      <Understood path={path} terms={terms} misread={misread} foreign={foreign} />
      {papers.length === 0 ? (
        <NothingFound q={q} terms={terms} />
      ) : (
        <>
          {pastedIn(q).length === 0 ? <Missing q={q} words={found.missing} /> : null}
          <Heading q={q} found={found} />
          <PaperFilters terms={terms} filters={filters} counted={found.counted} />
          <NotAllFound q={q} found={papers.length} />
          <PaperCards papers={papers} />
          <Pager pages={pages} path={searchAddress(path, { q: writeQuestion(terms) })} />
        </>
      )}
    </>
  );
}

/** How many papers were found, and what one can do with all of them. */
function Heading({ q, found: { papers, isList, counted } }: Props) {
  const order = isList ? "latest additions first" : "best matches first";
  const many = counted < MOST_COUNTED ? numberWithCommas(counted) : `${MOST_COUNTED} or more`;
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b pb-3">
      <p role="status" className="text-muted">
        {counted <= PAPERS_A_PAGE
          ? `${countInWords(papers.length, "paper")} found, ${order}.`
          : `${papers.length} of ${many} papers, ${order}.${isList ? "" : " Add a word or a filter to narrow them down."}`}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <ExportLinks addressOf={(format) => searchFilePath(format, q)} />
        <ByMailLink about={{ q }}>This search by email</ByMailLink>
      </div>
    </div>
  );
}

/** Says which words no paper has, so that nobody wonders why what follows is about something else. */
function Missing({ q, words }: { q: string; words: readonly string[] }) {
  if (words.length === 0) return null;
  const typed = q.split(/[^\p{L}\p{N}]+/u);
  const asTyped = (word: string) => typed.find((one) => one.toLowerCase() === word) ?? word;
  return (
    <p className="mt-4 break-words">
      No paper has {listChoices(words.slice(0, 5).map((word) => `“${asTyped(word)}”`))}. These come
      closest.
    </p>
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

/** Letters of words like "the", which are in no index. */
const SHORT = 5;

function NothingFound({ q, terms }: { q: string; terms: readonly Term[] }) {
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
  const words = partsOf(terms).filter(({ kind, not }) => kind === "word" && !not);
  return (
    <div className="mt-6">
      <Empty title={`Nothing found for “${q}”`}>
        <ul className="mx-auto grid w-fit gap-1.5 text-left">
          {terms.some(isCondition) ? (
            <li>A paper has to meet all conditions. Take one out above.</li>
          ) : null}
          {words.length > 0 ? (
            <li>Try other words, or fewer: one rare word from the title is enough.</li>
          ) : null}
          {words.length > 0 && words.every(({ text }) => text.length <= SHORT) ? (
            <li>Words like “the”, “of” or “how” on their own find nothing.</li>
          ) : null}
          <li>
            Browse the{" "}
            <Link href={PATHS.topics} className="text-accent underline">
              topics
            </Link>
            .
          </li>
          <li>
            Is the paper missing?{" "}
            <Link href={PATHS.newPaper} className="text-accent underline">
              Add it
            </Link>
            .
          </li>
        </ul>
      </Empty>
    </div>
  );
}
