"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { sentenceOf } from "@/components/shell/errors";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useTRPC } from "@/trpc/client";
import { NominateForm } from "./nominate-form";
import { NoGroup, Standing } from "./nominate-in";

interface Props {
  paper: { id: string; title: string };
  open: boolean;
  onClose(): void;
}

/** The window that nominates a paper of a list in one of the viewer's groups. */
export function NominateWindow({ paper, open, onClose }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title="Nominate this paper"
      lead={<bdi>{paper.title}</bdi>}
    >
      <Groups key={paper.id} paperId={paper.id} onDone={onClose} />
    </Dialog>
  );
}

function Groups({ paperId, onDone }: { paperId: string; onDone(): void }) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data, error } = useQuery(trpc.nominations.groupsFor.queryOptions({ paperId }));
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data || !viewer) return <Skeleton className="h-40" />;
  if (data.length === 0) return <NoGroup />;
  const { timeZone } = viewer;
  const free = data.filter(({ nominated }) => !nominated);
  if (free.length > 0) {
    return <NominateForm paperId={paperId} groups={free} timeZone={timeZone} onDone={onDone} />;
  }
  return (
    <>
      <p>All your groups have nominated it already.</p>
      <ul className="mt-2 grid gap-1 text-sm">
        {data.map((group) => (
          <li key={group.slug}>
            <Standing group={group} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </>
  );
}
