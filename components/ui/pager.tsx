import { ArrowLeft, ArrowRight } from "lucide-react";
import { LinkButton } from "./button";

interface Props {
  page: number;
  more: boolean;
  /** The address of the first page, perhaps with a query; the others add `page=` to it. */
  path: string;
  /** How the address calls the page, where it is not the only list there. */
  parameter?: string;
  /** Where on those pages the list begins. */
  anchor?: string;
}

/** The ways to the page before and after. Nothing where all stands on one page. */
export function Pager({ page, more, path, parameter = "page", anchor }: Props) {
  const hash = anchor ? `#${anchor}` : "";
  const at = (number: number) =>
    `${path}${path.includes("?") ? "&" : "?"}${parameter}=${number}${hash}`;
  if (page === 1 && !more) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center justify-between gap-2">
      {page > 1 ? (
        <LinkButton rel="prev" href={page === 2 ? `${path}${hash}` : at(page - 1)}>
          <ArrowLeft aria-hidden className="size-4" />
          Page {page - 1}
        </LinkButton>
      ) : (
        <span />
      )}
      {more ? (
        <LinkButton rel="next" href={at(page + 1)}>
          Page {page + 1}
          <ArrowRight aria-hidden className="size-4" />
        </LinkButton>
      ) : null}
    </nav>
  );
}
