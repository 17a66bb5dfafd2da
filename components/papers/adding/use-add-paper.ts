"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Candidate, PaperCard } from "@/server/papers/schema";
import { paperPath } from "@/server/platform/web/addresses";
import { useTRPC, useTRPCClient } from "@/trpc/client";
import { candidatesIn } from "../same/which-paper";
import type { Fields } from "./use";

/** A person's word on the papers that a new one may be. */
export type Decided = Pick<Fields, "sameAs" | "differsFrom">;

/** Most papers that it may not be, as the catalogue takes them. */
const OTHERS = 100;

/**
 * Adds a paper to the catalogue, and reads its card. `found` says that it was there already; unless that is certain, its
 * person can say that it is another one.
 */
export function useAddPaper() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    networkMode: "always",
    mutationFn: async (fields: Fields) => {
      const { slug, found, isCertain } = await client.papers.add.mutate(fields);
      const texts = [paperPath(slug)];
      const [one] = await queryClient.fetchQuery(
        trpc.papers.lookUp.queryOptions({ texts }, { staleTime: 0 }),
      );
      return { paper: one?.paper as PaperCard, found, isCertain };
    },
  });
}

/** Keeps the question whether a new paper is one that the catalogue has. */
export function useDoubt() {
  const [candidates, setCandidates] = useState<Candidate[] | null>(null);
  const [others, setOthers] = useState<string[]>([]);
  return {
    candidates,
    /** Asks the question if that is why a paper was refused. */
    raise(error: unknown): boolean {
      const found = candidatesIn(error);
      setCandidates(found);
      return found !== null;
    },
    /** Asks the question about a paper that was found by its title and an author alone. */
    raiseFound({ id, slug, title, titleHtml, authors, publishedOn }: PaperCard): void {
      const year = publishedOn?.getUTCFullYear() ?? null;
      setCandidates([{ id, slug, title, ...(titleHtml ? { titleHtml } : {}), authors, year }]);
    },
    /** Notes that it is none of those shown, nor of those shown before. */
    sayAnother(): Decided {
      const differsFrom = [...others, ...(candidates ?? []).map(({ id }) => id)].slice(-OTHERS);
      setOthers(differsFrom);
      return { differsFrom };
    },
  };
}
