import { ArrowLeft, ArrowRight } from "lucide-react";
import { LinkButton } from "./button";

interface Props {
  page: number;
  more: boolean;
  /** The address of the first page; the others add `?page=`. */
  path: string;
  /** Where on those pages the list begins. */
  anchor?: string;
}

/** The ways to the page before and after. Nothing where all stands on one page. */
export function Pager({ page, more, path, anchor }: Props) {
  const hash = anchor ? `#${anchor}` : "";
  if (page === 1 && !more) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center justify-between gap-2">
      {page > 1 ? (
        <LinkButton
          rel="prev"
          href={page === 2 ? `${path}${hash}` : `${path}?page=${page - 1}${hash}`}
        >
          <ArrowLeft aria-hidden className="size-4" />
          Page {page - 1}
        </LinkButton>
      ) : (
        <span />
      )}
      {more ? (
        <LinkButton rel="next" href={`${path}?page=${page + 1}${hash}`}>
          Page {page + 1}
          <ArrowRight aria-hidden className="size-4" />
        </LinkButton>
      ) : null}
    </nav>
  );
}
