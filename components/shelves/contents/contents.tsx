import type { ReactNode } from "react";
import { Pager } from "@/components/ui/links/pager";
import { withQuery } from "@/server/platform/web/addresses";
import { type Shown, shownQuery } from "./address";
import { ContentsForm } from "./contents-form";
import { NothingFits } from "./nothing-kept";

interface Props {
  path: string;
  shown: Shown;
  /** More parameters of the address. */
  also?: Readonly<Record<string, string>>;
  /** Topics of the papers, as a filter. */
  topics: readonly { slug: string; name: string; count: number }[];
  /** Years in which they were published, likewise. */
  years: readonly { year: number; count: number }[];
  /** Where the search looks. */
  label?: string;
  /** Whether no paper fits. */
  nothingFits: boolean;
  pages: Parameters<typeof Pager>[0]["pages"];
  /** The papers. */
  children: ReactNode;
}

/** The papers of a shelf or list, with the search above them and the way to the next page below. */
export function Contents({
  path,
  shown,
  also = {},
  topics,
  years,
  label = "Titles, authors and your notes",
  nothingFits,
  pages,
  children,
}: Props) {
  const address = withQuery(path, { ...also, ...shownQuery(shown) });
  return (
    <>
      <ContentsForm
        key={address}
        path={path}
        shown={shown}
        topics={topics}
        years={years}
        also={also}
        label={label}
      />
      {nothingFits ? <NothingFits all={withQuery(path, also)} /> : children}
      <Pager pages={pages} path={address} />
    </>
  );
}
