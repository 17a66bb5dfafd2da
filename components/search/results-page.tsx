import type { ReactNode } from "react";
import { Empty } from "@/components/ui/empty";
import { Pager } from "@/components/ui/links/pager";
import { numberedLinks } from "@/server/platform/text/inputs";
import { type SearchRequest, searchAddress } from "./address";

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
  const { q, page } = request;
  if (q === "") {
    return (
      <p className="mt-4 text-muted">
        Any word can match, in any form. Results that match the most words come first, then the
        newest.
      </p>
    );
  }
  if (count === 0) {
    return (
      <div className="mt-6">
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
      {children}
      <Pager pages={numberedLinks(page, more)} path={searchAddress(path, request)} />
    </>
  );
}
