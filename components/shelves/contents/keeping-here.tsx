"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { useRefresh } from "@/components/shell/use-refresh";
import { Dialog } from "@/components/ui/dialog";
import { lazyLibrary, useLibrary } from "@/components/ui/library";
import type { Shelf } from "@/server/shelves/rules";
import { TellGroups } from "../keeping/tell-groups";
import { useKeep } from "../keeping/use-keep";
import { useKeepDialog } from "../keeping/use-keep-dialog";

interface Kept {
  id: string;
  title: string;
}

interface Here {
  keep(paperId: string, shelf: Shelf | null): void;
  isBusy: boolean;
  /** Opens the window with shelves, lists and the note. */
  open(paper: Kept): void;
  nominate(paper: Kept): void;
}

const HereContext = createContext<Here | null>(null);
const nominating = lazyLibrary(() => import("@/components/ballots/nominating/nominate-window"));

/** Keeps papers from the rows of a page. */
export function useKeepingHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("Rows of kept papers stand outside of KeepingHere.");
  return here;
}

/**
 * Surrounds kept papers on a page. Its windows and questions stay open when the last paper has left the shelf, and with it
 * its list.
 */
export function KeepingHere({ children }: { children: ReactNode }) {
  const { refresh, refreshing } = useRefresh();
  const { keep, isPending, asked, answered } = useKeep(refresh);
  const { open, window } = useKeepDialog(refresh);
  const { parts, fetch } = useLibrary(nominating);
  const [nominated, setNominated] = useState<{ paper: Kept; open: boolean } | null>(null);
  const nominate = (paper: Kept) => {
    fetch();
    setNominated({ paper, open: true });
  };
  return (
    <HereContext value={{ keep, isBusy: isPending || refreshing, open, nominate }}>
      {children}
      <Dialog
        open={asked !== null}
        onOpenChange={(isOpen) => (isOpen ? undefined : answered())}
        title="You have read it"
      >
        {asked ? <TellGroups asked={asked} onDone={answered} /> : null}
      </Dialog>
      {window}
      {parts && nominated ? (
        <parts.NominateWindow
          {...nominated}
          onClose={() => setNominated({ ...nominated, open: false })}
        />
      ) : null}
    </HereContext>
  );
}
