import { ArrowLeft, ArrowRight } from "lucide-react";
import { LinkButton } from "./button";

interface Props {
  page: number;
  more: boolean;
  /** The address of the first page, possibly with a query. Other pages add `page=` to it. */
  path: string;
  /** The name of the page parameter, if the page has several lists. */
  parameter?: string;
  /** The anchor of the list. */
  anchor?: string;
}

/** Links to the previous and next page. Empty if there is only one. */
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
