import { Icon } from "@/components/ui/icons/icon";
import { LinkButton } from "../button";

interface Props {
  /** The number of the page, and the positions of its neighbours as they stand in an address; "1" is the first. */
  pages: { page: number; previous: string | null; next: string | null };
  /** The address of the first page, possibly with a query. Other pages add `page=` to it. */
  path: string;
  /** The name of the page parameter, if the page has several lists. */
  parameter?: string;
  /** The anchor of the list. */
  anchor?: string;
}

/** Links to the previous and next page. Empty if there is only one. */
export function Pager({ pages, path, parameter = "page", anchor }: Props) {
  const hash = anchor ? `#${anchor}` : "";
  const { page, previous, next } = pages;
  const at = (position: string) =>
    position === "1"
      ? `${path}${hash}`
      : `${path}${path.includes("?") ? "&" : "?"}${parameter}=${position}${hash}`;
  if (!previous && !next) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center justify-between gap-2">
      {previous ? (
        <LinkButton rel="prev" href={at(previous)}>
          <Icon of="lucide--arrow-left" className="size-4" />
          Page {page - 1}
        </LinkButton>
      ) : (
        <span />
      )}
      {next ? (
        <LinkButton rel="next" href={at(next)}>
          Page {page + 1}
          <Icon of="lucide--arrow-right" className="size-4" />
        </LinkButton>
      ) : null}
    </nav>
  );
}
