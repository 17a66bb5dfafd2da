"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { Link } from "@/components/ui/links/link";
import { Skeleton } from "@/components/ui/skeleton";
import { fetchInput } from "@/server/papers/schema";
import { nominatePath, paperPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { outcomeInWords } from "./words";

/** The fields of a paper as its source has them. */
export type FetchedPaper = Extract<
  RouterOutputs["papers"]["fetchPasted"],
  { outcome: "found" }
>["paper"];

interface Props {
  /** The text to begin with. */
  text?: string | undefined;
  /** The group in which the paper is nominated next. */
  group?: string | undefined;
  onFound: (paper: FetchedPaper) => void;
}

/** Finds a paper by what was pasted: leads to it if the catalogue has it, or else fills the form. */
export function LookUp({ text: given = "", group, onFound }: Props) {
  const trpc = useTRPC();
  const [text, setText] = useState(given);
  const [fault, setFault] = useState<string | null>(null);
  const { mutate, isPending, data, error } = useMutation(
    trpc.papers.fetchPasted.mutationOptions({
      onSuccess: (answer) => {
        if (answer.outcome === "found") onFound(answer.paper);
      },
    }),
  );
  const lookUp = () => {
    const read = fetchInput.safeParse({ text });
    setFault(read.error?.issues[0]?.message ?? null);
    if (read.data) mutate(read.data);
  };
  return (
    <form
      method="post"
      noValidate
      aria-label="Look a paper up"
      className="grid max-w-2xl gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        lookUp();
      }}
    >
      <TextField
        label="Paste a link or an identifier"
        hint="A link to the paper, an arXiv ID, a DOI, a PubMed ID or an entry of BibTeX."
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
        error={fault ?? (error ? sentenceOf(error) : null)}
      />
      <div>
        <Button type="submit" pending={isPending}>
          Look it up
        </Button>
      </div>
      <div role="status" className="grid gap-2">
        {isPending ? (
          <>
            <span className="sr-only">Looking the paper up</span>
            <Skeleton className="h-6 w-4/5" />
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-24" />
          </>
        ) : null}
        {data && !isPending ? <p>{outcomeInWords(data)}</p> : null}
        {data?.outcome === "known" && !isPending ? (
          <p>
            <Link
              className="underline"
              href={group ? nominatePath(group, paperPath(data.slug)) : paperPath(data.slug)}
            >
              {data.title}
            </Link>
          </p>
        ) : null}
      </div>
    </form>
  );
}
