"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Import = RouterOutputs["papers"]["imports"]["imports"][number];

interface Props {
  imports: Import[];
  timeZone: string | null;
  /** @param say the report */
  onUndone(importId: string, say: string): void;
}

/** The latest imports, each with a way to undo it. */
export function ImportList({ imports, timeZone, onUndone }: Props) {
  return (
    <ul className="grid max-w-2xl divide-y divide-line">
      {imports.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <div className="min-w-0">
            <p className="wrap-anywhere font-medium">{one.fileName}</p>
            <p className="text-muted text-sm">
              {countInWords(one.papers, "paper")}
              {one.undoneAt ? ", kept because others use them" : ""}
              {" · "}
              {one.importedBy ? `${one.importedBy.name} · ` : ""}
              <When date={one.importedAt} timeZone={timeZone} />
            </p>
          </div>
          <Undo {...one} onUndone={(say) => onUndone(one.id, say)} />
        </li>
      ))}
    </ul>
  );
}

function Undo({ id, papers, onUndone }: Import & { onUndone(say: string): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutate, isPending } = useMutation(
    trpc.papers.undoImport.mutationOptions({
      onSuccess({ removed, kept }) {
        const gone = `${countInWords(removed, "paper")} removed.`;
        const stay = `${countInWords(kept, "paper")} stay, because others use them.`;
        onUndone(kept > 0 ? `${gone} ${stay}` : gone);
        router.refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <Confirm
      trigger={
        <Button variant="quiet" size="small" pending={isPending}>
          Undo
        </Button>
      }
      title="Undo this import?"
      action="Undo the import"
      danger
      onConfirm={() => mutate({ importId: id })}
    >
      Its {countInWords(papers, "paper")} leave the catalogue, except those that somebody has
      upvoted, nominated, discussed, followed, corrected or put on a group’s list since.
    </Confirm>
  );
}
