import { useMutation, useQuery } from "@tanstack/react-query";
import { PaperTitle } from "@/components/papers/paper-title";
import { sentenceOf, showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { PaperSearch } from "../nominating/paper-search";
import { useNominate } from "../nominating/use-nominate";
import { ReadBefore } from "../readings/read-before";

interface Props {
  group: string;
  ballotId: string;
  onDone(): void;
}

/** The papers that an open ballot can take: those of the pool, and any other of the catalogue. */
export function CandidateChoices({ group, ballotId, onDone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const { data: pool, error } = useQuery(trpc.nominations.choice.queryOptions({ group }));
  const add = useMutation(
    trpc.ballots.addCandidate.mutationOptions({
      onSuccess() {
        toast.success("The paper is on the ballot.");
        onDone();
      },
      onError: (refusal) => showRefusal(refusal),
      onSettled: refresh,
    }),
  );
  const { nominate, pending, readBefore } = useNominate({
    onDone: (nominationId) => add.mutate({ group, ballotId, nominationId }),
  });
  if (error) return <p className="text-muted text-sm">{sentenceOf(error)}</p>;
  if (!pool) return <Skeleton className="h-32" />;
  const waiting = pool.filter(({ standing }) => !standing);
  return (
    <div className="grid gap-5">
      {waiting.length > 0 ? (
        <section aria-labelledby="from-pool">
          <h3 id="from-pool" className="font-medium">
            From the pool
          </h3>
          <ul className="divide-y divide-line">
            {waiting.map(({ id, paper }) => (
              <li key={id} className="flex items-center justify-between gap-3 py-2">
                <span id={`waiting-${id}`} className="font-serif leading-snug">
                  <PaperTitle of={paper} />
                </span>
                <Button
                  aria-describedby={`waiting-${id}`}
                  pending={add.isPending}
                  onClick={() => add.mutate({ group, ballotId, nominationId: id })}
                >
                  Add
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="from-catalogue">
        <h3 id="from-catalogue" className="mb-2 font-medium">
          Any other paper
        </h3>
        <PaperSearch
          group={group}
          onChoose={({ id: paperId }) => {
            if (!pending) nominate({ group, paperId });
          }}
        />
      </section>
      <ReadBefore {...readBefore} />
    </div>
  );
}
