"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Cite } from "@/components/papers/citing/cite";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Link } from "@/components/ui/links/link";
import { toast } from "@/components/ui/toast";
import { countInWords } from "@/server/platform/text/words";
import {
  editPaperPath,
  PATHS,
  paperHistoryPath,
  paperSuggestionsPath,
  paperVersionsPath,
} from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

const LINK = "inline-flex min-h-8 items-center underline";

/** Links to correct a paper and to its history, with what the viewer may do besides. */
export function PaperActions({ paper }: { paper: { id: string; slug: string; title: string } }) {
  const { id, slug } = paper;
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.papers.forViewer.queryOptions({ paperId: id }, { enabled: viewer !== null }),
  );
  const waiting = data?.waiting ?? 0;
  return (
    <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-1 text-muted text-sm print:hidden">
      <Link href={editPaperPath(slug)} rel="nofollow" className={LINK}>
        {data?.may.edit ? "Edit" : "Suggest a correction"}
      </Link>
      <Link href={paperHistoryPath(slug)} className={LINK}>
        History
      </Link>
      <Link href={paperVersionsPath(slug)} className={LINK}>
        Versions
      </Link>
      {waiting > 0 ? (
        <Link href={paperSuggestionsPath(slug)} className={LINK}>
          {countInWords(waiting, "suggestion")}
        </Link>
      ) : null}
      <Cite paper={paper} />
      {data?.may.delete ? <DeletePaper paper={paper} /> : null}
    </div>
  );
}

function DeletePaper({ paper: { id, title } }: { paper: { id: string; title: string } }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.papers.delete.mutationOptions({
      onSuccess() {
        toast.success("The paper is deleted.");
        void queryClient.invalidateQueries(trpc.papers.pathFilter());
        router.push(PATHS.papers);
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <Confirm
      trigger={
        <Button variant="quiet" size="small" pending={isPending}>
          Delete
        </Button>
      }
      title="Delete this paper?"
      action="Delete"
      danger
      onConfirm={() => mutate({ paperId: id })}
    >
      “{title}” leaves the catalogue, with its history. This cannot be undone.
    </Confirm>
  );
}
