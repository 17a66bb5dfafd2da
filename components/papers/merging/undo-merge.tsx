"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { paperPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

interface Props {
  mergeId: string;
  /** Of the paper that was merged into this one. */
  title: string;
}

/** The button that undoes a merge, for moderators. */
export function UndoMerge({ mergeId, title }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const { viewer } = useViewer();
  const undo = useMutation(
    trpc.papers.undoMerge.mutationOptions({
      onSuccess({ slug }) {
        toast.success("The merge is undone.");
        router.push(paperPath(slug));
        router.refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  if (!viewer?.moderator) return null;
  return (
    <div className="mt-3">
      <Confirm
        trigger={
          <Button size="small" pending={undo.isPending}>
            Undo the merge
          </Button>
        }
        title="Undo this merge?"
        action="Undo the merge"
        onConfirm={() => undo.mutate({ mergeId })}
      >
        “{title}” comes back with what it had. New comments stay here, except replies to comments
        that go back.
      </Confirm>
    </div>
  );
}
