"use client";

import { sentenceOf } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { type ListParameters, listAddress } from "./address";
import { PaperCards, WaitingCards } from "./paper-cards";
import { useNearby } from "./use-nearby";
import { usePageInView } from "./use-page-in-view";
import { usePages } from "./use-pages";

interface Props {
  /** "/" or the path of a topic or an author. */
  path: string;
  /** Whose papers it lists, if not all. */
  of?: { topic?: string; author?: string };
  parameters: ListParameters;
  /** The page rendered by the server. */
  first: RouterOutputs["papers"]["list"];
}

/**
 * An endless list of papers: the server's page, then the next ones as the reader scrolls towards them.
 * Without JavaScript the same links lead from page to page.
 */
export function PaperList({ path, of, parameters, first }: Props) {
  const { pages, next, loading, error, load } = usePages({ parameters, of, first });
  const addressOf = (page: string) => listAddress(path, { ...parameters, page });
  const list = usePageInView(addressOf);
  const end = useNearby<HTMLDivElement>(next !== null && !error, load);
  if (first.papers.length === 0) return <NoPapers path={path} parameters={parameters} />;
  return (
    <div ref={list}>
      {first.previousCursor ? (
        <LinkButton href={addressOf(first.previousCursor)} rel="prev" className="mt-4">
          <Icon of="lucide--arrow-left" className="size-4" />
          Page {first.page - 1}
        </LinkButton>
      ) : null}
      {pages.map(({ papers, at }, place) => (
        <div
          key={at}
          data-page={at}
          // The skip link leads to the first paper.
          {...(place === 0 ? { id: "papers", tabIndex: -1 } : {})}
          className="border-line border-t outline-none first:border-t-0"
        >
          <PaperCards papers={papers} />
        </div>
      ))}
      {loading ? <WaitingCards /> : null}
      <p role="status" className="sr-only">
        {loading
          ? "More papers are loading."
          : pages.length > 1
            ? `Page ${pages.at(-1)?.page}`
            : ""}
      </p>
      {error ? (
        <div role="alert" className="grid justify-items-center gap-3 border-line border-t py-6">
          <p>{sentenceOf(error)}</p>
          <Button onClick={load}>Try again</Button>
        </div>
      ) : null}
      <div
        ref={end}
        data-wakes-near={next === null ? undefined : ""}
        className="grid justify-items-center border-line border-t py-6"
      >
        {next === null ? (
          <p className="text-muted text-sm">That is all of them.</p>
        ) : error ? null : (
          <Link
            href={addressOf(next)}
            rel="next"
            aria-disabled={loading || undefined}
            className="inline-flex min-h-10 items-center rounded-md border border-line bg-surface px-4 no-underline hover:bg-sunken"
            onClick={(event) => {
              // With a modifier key, it acts as an ordinary link.
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
              event.preventDefault();
              load();
            }}
          >
            Load more papers
          </Link>
        )}
      </div>
    </div>
  );
}

function NoPapers({ path, parameters }: { path: string; parameters: ListParameters }) {
  if (parameters.page !== "1") {
    return (
      <Empty title="There are no papers on this page">
        <LinkButton href={listAddress(path, { ...parameters, page: "1" })}>
          Go to the first page
        </LinkButton>
      </Empty>
    );
  }
  if (parameters.window !== "all") {
    return (
      <Empty title="Nothing was added in this period">
        <LinkButton href={listAddress(path, { ...parameters, window: "all" })}>
          Show all time
        </LinkButton>
      </Empty>
    );
  }
  return (
    <Empty title="There are no papers here yet">
      <LinkButton href={PATHS.newPaper} variant="primary">
        Add the first one
      </LinkButton>
    </Empty>
  );
}
