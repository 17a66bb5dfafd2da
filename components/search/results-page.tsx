import type { ReactNode } from "react";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/links/pager";
import {
  COMMENT_OPERATORS,
  NOTE_OPERATORS,
  readQuestion,
} from "@/server/papers/search/language/rules";
import { numberedLinks } from "@/server/platform/text/inputs";
import { type SearchRequest, searchAddress } from "./address";
import { Misread } from "./understood";

interface Props {
  path: string;
  request: SearchRequest;
  /** Results on this page. */
  count: number;
  more: boolean;
  /** The searched texts, in words: "Searched …". */
  where: string;
  children: ReactNode;
}

/** Frame around a page of results from comments or notes. */
export function ResultsPage({ path, request, count, more, where, children }: Props) {
  const { q, page, kind } = request;
  const known = kind === "notes" ? NOTE_OPERATORS : COMMENT_OPERATORS;
  const { misread } = readQuestion(q, known);
  if (q === "") return null;
  if (count === 0) {
    return (
      <div className="mt-6 grid gap-4">
        <Misread pieces={misread} known={known} />
        <Empty title={page > 1 ? "Nothing on this page" : `Nothing found for “${q}”`}>
          Searched {where}. Try other words, fewer words, or no filters.
        </Empty>
      </div>
    );
  }
  return (
    <>
      <p role="status" className="sr-only">
        {count} found on this page
      </p>
      <Misread pieces={misread} known={known} />
      {children}
      <Pager pages={numberedLinks(page, more)} path={searchAddress(path, request)} />
    </>
  );
}
