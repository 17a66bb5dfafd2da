import type { ReactNode } from "react";
import { ExportLinks } from "@/components/papers/citing/export-links";
import { Page } from "@/components/shell/page";
import { Link } from "@/components/ui/links/link";
import {
  groupListFilePath,
  groupListPath,
  groupListsPath,
  ownListFilePath,
  ownListPath,
  PATHS,
} from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { isFiltered, type Shown, shownQuery } from "../contents/address";
import { Contents } from "../contents/contents";
import { KeepingHere } from "../contents/keeping-here";
import { KeptPapers } from "../contents/kept-papers";
import { EmptyList } from "../contents/nothing-kept";
import { ListActions } from "./list-actions";

interface Props {
  /** The address of the group; null for a list of the viewer. */
  group: string | null;
  found: RouterOutputs["shelves"]["list"] | RouterOutputs["groupLists"]["list"];
  shown: Shown;
  /** Whether the viewer looks after the list. */
  mayChange: boolean;
  /** Parts below the papers. */
  children?: ReactNode;
}

/** The page of a list of the viewer or of a group. */
export function ListPage({ group, found, shown, mayChange, children }: Props) {
  const { list, papers, pages, topics, years } = found;
  const { id } = list;
  const path = group ? groupListPath(group, id) : ownListPath(id);
  const query = shownQuery(shown);
  const lists = group ? groupListsPath(group) : PATHS.lists;
  return (
    <Page
      title={<bdi>{list.name}</bdi>}
      lead={list.description || null}
      actions={
        <>
          {mayChange ? <ListActions group={group} list={list} lists={lists} /> : null}
          {papers.length > 0 ? (
            <ExportLinks
              addressOf={(format) =>
                group
                  ? groupListFilePath(group, id, format, query)
                  : ownListFilePath(id, format, query)
              }
              isPart={isFiltered(shown)}
              isAlone={!mayChange}
            />
          ) : null}
        </>
      }
    >
      <p className="mb-4 text-sm">
        <Link href={lists} className="underline">
          {group ? "All lists of the group" : "All your lists"}
        </Link>
      </p>
      <KeepingHere>
        {papers.length === 0 && !isFiltered(shown) ? (
          <EmptyList ofGroup={group !== null} />
        ) : (
          <Contents {...{ path, shown, topics, years, pages }} nothingFits={papers.length === 0}>
            <KeptPapers papers={papers} list={{ id, group }} />
          </Contents>
        )}
      </KeepingHere>
      {children}
    </Page>
  );
}
