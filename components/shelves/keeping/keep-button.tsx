"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { useTRPC } from "@/trpc/client";
import { SHELF_WORDS } from "../words";

const KeepWindow = dynamic(() => import("./keep-window").then((one) => one.KeepWindow));

interface Props {
  paper: { id: string; title: string };
}

/** Says on which shelf a paper is, and opens the window with shelves, lists and notes. */
export function KeepButton({ paper: { id, title } }: Props) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(trpc.papers.forViewer.queryOptions({ paperId: id }));
  const shelf = data?.shelf;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <Icon of={shelf ? "ours--kept" : "lucide--bookmark"} className="size-4" />
        {shelf ? `Kept: ${SHELF_WORDS[shelf]}` : "Keep"}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Keep this paper" lead={<bdi>{title}</bdi>}>
        <KeepWindow paperId={id} />
      </Dialog>
    </>
  );
}
