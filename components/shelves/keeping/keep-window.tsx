"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { PATHS, shelfPath } from "@/server/platform/web/addresses";
import { SHELVES } from "@/server/shelves/rules";
import { useTRPC } from "@/trpc/client";
import { SHELF_WORDS } from "../words";
import { ListChoice } from "./list-choice";
import { Notes } from "./notes";
import { TellGroups } from "./tell-groups";
import { useKeep } from "./use-keep";

interface Props {
  paperId: string;
  /** Called when anything has changed, for a page that shows it. */
  onChanged?: (() => void) | undefined;
}

const nothing = () => {};

/** Shelves, lists and notes of the viewer for one paper. */
export function KeepWindow({ paperId, onChanged = nothing }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(trpc.shelves.ofPaper.queryOptions({ paperId }));
  const { keep, isPending, asked, answered } = useKeep(onChanged);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <Skeleton className="h-40" />;
  const changed = () => {
    onChanged();
    return queryClient.invalidateQueries(trpc.shelves.pathFilter());
  };
  return (
    <div className="grid gap-6">
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">Shelf</legend>
        <div className="flex flex-wrap gap-2">
          {SHELVES.map((shelf, at) => {
            const on = data.shelf === shelf;
            return (
              <Button
                key={shelf}
                size="small"
                variant={on ? "primary" : "secondary"}
                aria-pressed={on}
                // The window begins here, and not in its first field, which is for a new list.
                data-first={at === 0 ? "" : undefined}
                pending={isPending}
                onClick={() => keep(paperId, on ? null : shelf)}
              >
                {SHELF_WORDS[shelf]}
              </Button>
            );
          })}
        </div>
        <p className="text-muted text-sm">
          Only you see{" "}
          <Link href={shelfPath(data.shelf ?? "toRead")} className="underline">
            your shelves
          </Link>
          .{data.shelf ? " Press the chosen one again to take the paper off." : ""}
        </p>
      </fieldset>
      {asked ? <TellGroups asked={asked} onDone={answered} /> : null}
      <ListChoice paperId={paperId} lists={data.lists} onChanged={changed} />
      <Notes paperId={paperId} notes={data.notes} onChanged={changed} />
      <p className="text-sm">
        <Link href={PATHS.lists} className="underline">
          Your lists
        </Link>
      </p>
    </div>
  );
}
