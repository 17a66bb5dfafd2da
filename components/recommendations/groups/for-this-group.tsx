"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNominate } from "@/components/ballots/nominating/use-nominate";
import { PaperWithActions } from "@/components/papers/paper-heading";
import { PaperTitle } from "@/components/papers/paper-title";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { listInWords } from "@/server/platform/text/words";
import { paperPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  /** The group's name. */
  name: string;
}

type Suggestion = RouterOutputs["recommendations"]["forGroup"]["suggestions"][number];

/** Papers that the group could nominate, each with its reason and a button that nominates it. */
export function ForThisGroup({ group, name }: Props) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.recommendations.forGroup.queryOptions({ group }));
  return (
    <section aria-labelledby="for-this-group" className="mt-10">
      <h2 id="for-this-group" className="mb-1 font-semibold font-serif text-xl">
        For this group
      </h2>
      {error ? (
        <p className="text-muted">{sentenceOf(error)}</p>
      ) : !data ? (
        <Skeleton className="h-40" />
      ) : data.suggestions.length === 0 ? (
        <p className="max-w-[65ch] text-muted">
          Papers like those that the group has nominated and chosen will be suggested here, once
          there are some.
        </p>
      ) : (
        <>
          <p className="max-w-[65ch] text-muted">
            These papers are like those that the group has nominated and chosen. Every third is for
            members whose nominations are seldom chosen. Nobody’s votes are used.
          </p>
          <ul className="grid divide-y divide-line">
            {data.suggestions.map((suggestion) => (
              <li key={suggestion.paper.id} className="py-3">
                <Row group={group} name={name} suggestion={suggestion} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Row({ group, name, suggestion: { paper, reason } }: Props & { suggestion: Suggestion }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { nominate, pending } = useNominate({
    nameOf: () => name,
    onDone: () => void queryClient.invalidateQueries(trpc.recommendations.forGroup.pathFilter()),
  });
  return (
    <PaperWithActions paper={paper} about={<Reason reason={reason} />}>
      <Button
        size="small"
        className="min-h-10"
        pending={pending}
        onClick={() => nominate({ group, paperId: paper.id, pitch: "" })}
      >
        Nominate<span className="sr-only">: {paper.title}</span>
      </Button>
    </PaperWithActions>
  );
}

const HOW = {
  chosen: "which the group chose",
  placed: "which did well on a ballot",
  nominated: "which is nominated",
};

function Reason({ reason: { how, paper, by, shared } }: Pick<Suggestion, "reason">) {
  return (
    <>
      {"Like “"}
      <Link href={paperPath(paper.slug)} className="underline" dir="auto">
        <PaperTitle of={paper} />
      </Link>
      {"”, "}
      {how !== "wished" ? (
        HOW[how]
      ) : (
        <>
          {by ? (
            <>
              {"which "}
              <bdi>{by.name}</bdi>
              {" nominated and "}
            </>
          ) : null}
          which has not been chosen
        </>
      )}
      {shared.length > 0 ? `: both are about ${listInWords(shared)}` : null}.
    </>
  );
}
