"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Props {
  paper: Pick<RouterOutputs["papers"]["page"], "id" | "topics">;
  suggested: RouterOutputs["papers"]["forViewer"]["suggestedTopics"];
  mayChange: boolean;
}

/** Suggested topics of a paper, and all topics to choose from. */
export function ChangeTopics({ paper, suggested, mayChange }: Props) {
  const [open, setOpen] = useState(false);
  const choose = useChoice(paper.id);
  return (
    <div className="mt-3 grid gap-2 text-sm print:hidden">
      {suggested.length > 0 ? (
        <div>
          <p className="text-muted">
            {mayChange
              ? "Suggested topics"
              : "Suggested topics, which a moderator or the person who added the paper may confirm"}
          </p>
          <ul aria-label="Suggested topics" className="mt-1 grid gap-1.5">
            {suggested.map(({ slug, name, like }) => (
              <li key={slug} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span>
                  {name}{" "}
                  <span className="text-muted">
                    (like “<bdi>{like}</bdi>”)
                  </span>
                </span>
                {mayChange ? (
                  <span className="flex gap-2">
                    <Choice name={name} words="Add" onChoose={() => choose(slug, true)} />
                    <Choice name={name} words="Not this one" onChoose={() => choose(slug, false)} />
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {mayChange ? (
        <div>
          <Button size="small" onClick={() => setOpen(true)}>
            Change topics
          </Button>
          <Dialog
            open={open}
            onOpenChange={setOpen}
            title="Topics of this paper"
            lead="Your choice counts more than the words of the paper. The history shows it."
          >
            <AllTopics paper={paper} onChoose={choose} />
          </Dialog>
        </div>
      ) : null}
    </div>
  );
}

function Choice({ name, words, onChoose }: { name: string; words: string; onChoose(): void }) {
  return (
    <Button size="small" onClick={onChoose}>
      {words}
      <span className="sr-only"> {name}</span>
    </Button>
  );
}

function useChoice(paperId: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    trpc.papers.chooseTopic.mutationOptions({
      onSuccess(_, { accepted }) {
        toast.success(accepted ? "The topic is added." : "The topic is removed.");
        void queryClient.invalidateQueries(trpc.papers.forViewer.queryFilter({ paperId }));
        router.refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (topic: string, accepted: boolean) => mutate({ paperId, topic, accepted });
}

interface AllProps {
  paper: Props["paper"];
  onChoose(topic: string, accepted: boolean): void;
}

function AllTopics({ paper, onChoose }: AllProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.papers.allTopics.queryOptions());
  const has = new Set(paper.topics.map(({ slug }) => slug));
  const standing = data?.filter(({ mergedInto }) => mergedInto === null) ?? [];
  return (
    <ul className="grid gap-1">
      {standing.map(({ slug, name }) => (
        <li key={slug} className="flex min-h-9 items-center justify-between gap-3">
          <span className={has.has(slug) ? "font-semibold" : undefined}>{name}</span>
          <Choice
            name={name}
            words={has.has(slug) ? "Remove" : "Add"}
            onChoose={() => onChoose(slug, !has.has(slug))}
          />
        </li>
      ))}
    </ul>
  );
}
