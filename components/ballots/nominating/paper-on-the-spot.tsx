"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { ReadBefore } from "../readings/read-before";
import { type Found, PaperSearch } from "./paper-search";
import { useNominate } from "./use-nominate";

interface Props {
  group: string;
  name: string;
  onNominated(id: string, paper: Found): void;
}

/** Finds a paper of the catalogue and nominates it on the spot. */
export function PaperOnTheSpot({ group, name, onNominated }: Props) {
  const [open, setOpen] = useState(false);
  const wanted = useRef<Found>(null);
  const { nominate, pending, readBefore } = useNominate({
    nameOf: () => name,
    onDone(id) {
      if (wanted.current) onNominated(id, wanted.current);
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon of="lucide--plus" className="size-4" />
        Add another paper
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add another paper"
        lead="It is nominated in your name and added to the ballot."
      >
        <PaperSearch
          group={group}
          onChoose={(paper) => {
            if (pending) return;
            wanted.current = paper;
            nominate({ group, paperId: paper.id });
          }}
        />
        <ReadBefore {...readBefore} />
      </Dialog>
    </>
  );
}
