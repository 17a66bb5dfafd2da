"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { useTRPC } from "@/trpc/client";
import { SHELF_WORDS } from "../words";
import { useKeepDialog } from "./use-keep-dialog";

interface Props {
  paper: { id: string; title: string };
}

/** Says on which shelf a paper is, and opens the window with shelves, lists and notes. */
export function KeepButton({ paper }: Props) {
  const trpc = useTRPC();
  const { open, window } = useKeepDialog();
  const { data } = useQuery(trpc.papers.forViewer.queryOptions({ paperId: paper.id }));
  const shelf = data?.shelf;
  return (
    <>
      <Button size="small" aria-haspopup="dialog" onClick={() => open(paper)}>
        <Icon of={shelf ? "ours--kept" : "lucide--bookmark"} className="size-4" />
        {shelf ? `Kept: ${SHELF_WORDS[shelf]}` : "Keep"}
      </Button>
      {window}
    </>
  );
}
