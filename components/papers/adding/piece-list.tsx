"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { sentenceOf, showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { type Candidate, type PaperCard, paperFields } from "@/server/papers/schema";
import { countInWords } from "@/server/platform/text/words";
import { useTRPC, useTRPCClient } from "@/trpc/client";
import { candidatesIn } from "../same/which-paper";
import { NoPaper } from "./no-paper";
import { PieceCard } from "./piece-card";
import { inTurn } from "./turns";
import { type Fields, fetchedKey, fieldsOf, ownFieldsOf, type PaperUse, type Piece } from "./use";
import { type Decided, useAddPaper } from "./use-add-paper";

/** Without a network, a question fails and says so, and does not wait in silence. */
const ALWAYS = { networkMode: "always" } as const;
const THERE = "It is already in the catalogue, so nothing was added.";

interface Props {
  text: string;
  /** The title of the page that was shared. */
  title?: string | undefined;
  use: PaperUse;
}

/** The papers of a pasted text. What the catalogue has is shown at once, and the rest is fetched, two at a time. */
export function PieceList({ text, title, use }: Props) {
  const client = useTRPCClient();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["papers", "readPasted", text],
    queryFn: () => client.papers.readPasted.mutate({ text }),
    ...ALWAYS,
  });
  if (error && !isFetching) {
    return (
      <div role="alert">
        <NoPaper
          label={text.slice(0, 200)}
          sentence={sentenceOf(error)}
          onTryAgain={() => void refetch()}
        />
      </div>
    );
  }
  if (!data) return <Skeleton className="h-24" />;
  const pieces = data.pieces.map((piece) => ({
    ...piece,
    draft: { ...piece.draft, title: piece.draft.title || (title ?? "") },
  }));
  return <Pieces key={text} pieces={pieces} left={data.left} use={use} />;
}

interface Doubt {
  candidates: Candidate[];
  others: string[];
}

interface Added {
  card: PaperCard;
  note: string;
  /** Whether only its title and an author say that it is this one. */
  isGuess?: boolean;
}

interface Ready {
  at: number;
  fields: Fields;
}

function Pieces({ pieces, left, use }: { pieces: Piece[]; left: number; use: PaperUse }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const adding = useAddPaper();
  /** The papers that were added here, by their place. */
  const [added, setAdded] = useState<Record<number, Added>>({});
  /** The papers that a new one may be, by its place; and those that it is not. */
  const [doubts, setDoubts] = useState<Record<number, Doubt>>({});
  const [busy, setBusy] = useState<number | "all" | null>(null);
  const queries = useQueries({
    queries: pieces.map((piece) => ({
      queryKey: fetchedKey(piece.text),
      queryFn: () => inTurn(() => client.papers.fetchPasted.mutate({ text: piece.text })),
      enabled: piece.kind === "identifier" && piece.paper === null,
      staleTime: Number.POSITIVE_INFINITY,
      ...ALWAYS,
    })),
  });
  const papers = pieces.map(({ paper }, at) => {
    const data = queries[at]?.data;
    const card = paper ?? (data?.outcome === "known" ? data.paper : null);
    return added[at] ?? (card ? { card } : null);
  });
  const ids = papers.flatMap((one) => one?.card.id ?? []);
  const { data: known } = useQuery(
    trpc.nominations.known.queryOptions(
      { group: use.group ?? "", paperIds: ids },
      { enabled: use.group !== undefined && ids.length > 0 },
    ),
  );
  /** The new papers that need nothing more, by their place. */
  const ready = pieces.flatMap((piece, at) => {
    const data = queries[at]?.data;
    if (papers[at] && !added[at]?.isGuess) return [];
    const fields = data?.outcome === "found" ? fieldsOf(data, piece) : ownFieldsOf(piece, data);
    return fields && paperFields.safeParse(fields).success ? [{ at, fields }] : [];
  });
  const certain = ready.filter(({ at }) => !doubts[at] && !papers[at]);
  const free = papers.flatMap((one, at) => {
    const isFirst = papers.findIndex((other) => other?.card.id === one?.card.id) === at;
    return one && isFirst && !known?.waiting.includes(one.card.id) ? [one.card] : [];
  });
  const keep = (at: number, card: PaperCard, found: boolean, isGuess = false) =>
    setAdded((before) => ({ ...before, [at]: { card, note: found ? THERE : "Added.", isGuess } }));
  const finish = (at: number, card: PaperCard, found: boolean, isGuess = false) => {
    keep(at, card, found, isGuess);
    // A paper that the catalogue had under another name is shown first: the group may have read it.
    if (found) return undefined;
    if (use.pathAfter && pieces.length === 1) {
      toast.success("The paper is now in the catalogue.");
      return router.push(use.pathAfter(card));
    }
    return use.onTake?.([card], false);
  };
  /** Adds a paper. @returns null if its person has to say first which paper it is */
  const addOne = async ({ at, fields }: Ready, decided: Decided = {}) => {
    try {
      const done = await adding.mutateAsync({ ...fields, ...decided });
      setDoubts(({ [at]: _, ...others }) => others);
      return done;
    } catch (refusal) {
      const candidates = candidatesIn(refusal);
      if (!candidates) throw refusal;
      const others = decided.differsFrom ?? [];
      setDoubts((before) => ({ ...before, [at]: { candidates, others } }));
      return null;
    }
  };
  const add = async (one: Ready, decided?: Decided) => {
    setBusy(one.at);
    try {
      const done = await addOne(one, decided);
      if (done) await finish(one.at, done.paper, done.found, !done.isCertain);
    } catch (refusal) {
      showRefusal(refusal);
    }
    setBusy(null);
  };
  const addAll = async () => {
    setBusy("all");
    const taken = use.onTake ? [...free] : [];
    try {
      for (const one of certain) {
        const done = await addOne(one);
        if (!done) continue;
        keep(one.at, done.paper, done.found, !done.isCertain);
        if (!done.found) taken.push(done.paper);
      }
    } catch (refusal) {
      showRefusal(refusal);
    }
    if (taken.length > 0) await use.onTake?.(taken, false);
    setBusy(null);
  };
  const count = certain.length + (use.onTake ? free.length : 0);
  const asking = queries.filter(({ isFetching }) => isFetching).length;
  return (
    <section aria-label="Pasted papers" className="grid gap-3">
      <p role="status" className="text-muted text-sm">
        {asking > 0
          ? `Looking ${countInWords(asking, "paper")} up…`
          : summary(pieces.length, ids.length, ready.filter(({ at }) => !papers[at]).length)}
        {left > 0
          ? ` Only the first ${pieces.length} are shown. Paste the other ${left} afterwards.`
          : ""}
      </p>
      <ul className="grid gap-3">
        {pieces.map((piece, at) => (
          <li key={piece.text} className="rounded-lg border border-line bg-surface p-4">
            <PieceCard
              id={`pasted-${at}`}
              piece={piece}
              query={queries[at] as (typeof queries)[number]}
              use={use}
              known={known}
              paper={papers[at] ?? null}
              pending={busy !== null}
              candidates={doubts[at]?.candidates ?? null}
              onAdd={(decided) => {
                const one = ready.find((other) => other.at === at);
                const { candidates = [], others = [] } = doubts[at] ?? {};
                const guess = added[at]?.isGuess ? [added[at].card.id] : [];
                const shown = [...candidates.map(({ id }) => id), ...guess];
                const isAnother = decided === "another";
                if (one)
                  void add(one, isAnother ? { differsFrom: [...others, ...shown] } : decided);
              }}
              onAdded={(card, found) => void finish(at, card, found)}
            />
          </li>
        ))}
      </ul>
      {use.all && count > 1 ? (
        <div className="flex justify-end">
          <Button variant="primary" pending={busy !== null} onClick={() => void addAll()}>
            {use.all} {count}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function summary(all: number, known: number, fresh: number): string {
  if (known === all) return `${countInWords(known, "paper")} found`;
  if (known + fresh === 0) return "";
  const missing = all - known - fresh;
  return `${known} in the catalogue, ${fresh} new${missing > 0 ? `, ${missing} not found` : ""}`;
}
