"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Menu, MenuAction, MenuLink } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { nominatePath, paperPath } from "@/server/platform/web/addresses";
import { SHELVES, type Shelf } from "@/server/shelves/rules";
import { type RouterOutputs, useTRPCClient } from "@/trpc/client";
import { SHELF_WORDS } from "../words";
import { useKeepingHere } from "./keeping-here";
import { PaperRow } from "./paper-row";

type Kept = RouterOutputs["shelves"]["page"]["papers"][number];

/** A paper as lists of people and groups have it. */
export interface KeptPaper extends Kept {
  addedBy?: string | null;
  /** Whether the viewer may take it off the list. */
  mayTakeOff?: boolean;
}

interface Props {
  papers: readonly KeptPaper[];
  /** The list that they are on; none for a shelf. */
  list?: { id: string; group: string | null };
}

/** Papers that the viewer keeps: each can be moved to another shelf, and taken off with a way back. */
export function KeptPapers({ papers, list }: Props) {
  const { refresh, refreshing } = useRefresh();
  const { keep, isBusy, open, nominate } = useKeepingHere();
  const put = usePut(list, refresh);
  const busy = isBusy || put.isPending || refreshing;
  return (
    <ol className="divide-y divide-line border-line border-y">
      {papers.map((paper) => (
        <li
          key={paper.id}
          className="grid gap-x-4 gap-y-2 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <PaperRow paper={paper} note={paper.note} addedBy={paper.addedBy ?? null} />
          <div className="flex items-start gap-1 sm:justify-end">
            <NextStep paper={paper} busy={busy} onMove={(shelf) => keep(paper.id, shelf)} />
            <Menu
              trigger={
                <Button variant="quiet" size="small" aria-label={`More about ${paper.title}`}>
                  <Icon of="lucide--ellipsis-vertical" className="size-4" />
                </Button>
              }
            >
              {SHELVES.filter((shelf) => shelf !== paper.shelf).map((shelf) => (
                <MenuAction key={shelf} onSelect={() => keep(paper.id, shelf)}>
                  {paper.shelf ? "Move to" : "Put on"} “{SHELF_WORDS[shelf]}”
                </MenuAction>
              ))}
              <MenuAction onSelect={() => open(paper)}>Note and lists</MenuAction>
              {list?.group ? (
                <MenuLink href={nominatePath(list.group, paperPath(paper.slug))}>
                  Nominate in this group
                </MenuLink>
              ) : (
                <MenuAction onSelect={() => nominate(paper)}>Nominate in a group</MenuAction>
              )}
              {paper.shelf && !list ? (
                <MenuAction onSelect={() => keep(paper.id, null)}>Take off the shelf</MenuAction>
              ) : null}
              {list && paper.mayTakeOff !== false ? (
                <MenuAction onSelect={() => put.mutate({ paperId: paper.id, on: false })}>
                  Take off the list
                </MenuAction>
              ) : null}
            </Menu>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Puts papers on the list, or takes them off with a way back. */
function usePut(list: Props["list"], onChanged: () => void) {
  const { shelves, groupLists } = useTRPCClient();
  const put = useMutation({
    async mutationFn(what: { paperId: string; on: boolean; back?: string | null }) {
      if (!list) return { back: null };
      const input = { listId: list.id, ...what };
      return list.group
        ? groupLists.put.mutate({ group: list.group, ...input })
        : shelves.put.mutate(input);
    },
    onSuccess({ back }, { paperId, on }) {
      const action = { label: "Undo", onClick: () => put.mutate({ paperId, on: true, back }) };
      if (on) toast.success("The paper is back on the list.");
      else toast.success("The paper is off the list.", { action });
    },
    onError: (error) => showRefusal(error),
    onSettled: onChanged,
  });
  return put;
}

const STEPS: Record<Shelf, { to: Shelf; words: string } | null> = {
  toRead: { to: "reading", words: "Start reading" },
  reading: { to: "read", words: "I have read it" },
  read: null,
};

interface StepProps {
  paper: KeptPaper;
  busy: boolean;
  onMove(shelf: Shelf): void;
}

/** The button that moves a paper on to the next shelf. */
function NextStep({ paper: { shelf, title }, busy, onMove }: StepProps) {
  const step = shelf && STEPS[shelf];
  if (!step) return null;
  return (
    <Button size="small" pending={busy} onClick={() => onMove(step.to)}>
      {step.words}
      <span className="sr-only">: {title}</span>
    </Button>
  );
}
