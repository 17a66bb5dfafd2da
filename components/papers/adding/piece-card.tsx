"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { type Candidate, type PaperCard, paperFields } from "@/server/papers/schema";
import { WhichPaper } from "../same/which-paper";
import { AwaitPaper } from "./awaited/await-paper";
import { ByHand } from "./by-hand";
import { AS_PASTED, type Failure, failureInWords } from "./failures";
import { type KnownInGroup, KnownPaper } from "./known-paper";
import { NewPaper } from "./new-paper";
import { NoPaper } from "./no-paper";
import { ReferenceFound } from "./reference-found";
import { type Fetched, fieldsOf, ownFieldsOf, type PaperUse, type Piece, wordsOf } from "./use";
import { WordsFound } from "./words-found";

interface Props {
  id: string;
  piece: Piece;
  /** The question at its source, which is asked only for a paper that the catalogue does not have. */
  query: UseQueryResult<Fetched>;
  use: PaperUse;
  known: KnownInGroup | undefined;
  /** The paper of the catalogue that it is, or has become. */
  paper: { card: PaperCard; note?: string; isGuess?: boolean } | null;
  pending: boolean;
  /** The papers that it may be, if that is the question. */
  candidates: Candidate[] | null;
  /** Adds it; with the paper that it is, or knowing that it is another than those. */
  onAdd(decided?: { sameAs: string } | "another"): void;
  /** Called with a paper that was typed, or put right, by hand. */
  onAdded(paper: PaperCard, found: boolean): void;
}

/** One paper of a pasted text: known, new, being looked up, or not found. */
export function PieceCard({ id, piece, query, use, known, paper, ...rest }: Props) {
  const { pending, candidates, onAdd, onAdded } = rest;
  const [byHand, setByHand] = useState(false);
  if (paper && !candidates) {
    const { card, note, isGuess } = paper;
    return (
      <div className="grid gap-3">
        <KnownPaper paper={card} note={note} use={use} known={known} />
        {isGuess ? (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="min-w-0 flex-1 basis-56 text-sm">
              It has the same title and an author in common.
            </p>
            <Button variant="quiet" pending={pending} onClick={() => onAdd("another")}>
              It is a different paper
            </Button>
          </div>
        ) : null}
      </div>
    );
  }
  const { data, error, isFetching, refetch } = query;
  const found = data?.outcome === "found" && !isFetching ? data : null;
  const own = found || isFetching ? null : ownFieldsOf(piece, data);
  const fields = found ? fieldsOf(found, piece) : piece.draft;
  const isIncomplete = found !== null && !paperFields.safeParse(fields).success;
  if (byHand || isIncomplete) {
    return (
      <div className="grid gap-4">
        <p className="text-sm">
          {isIncomplete
            ? `${found.source} does not have all of this paper. Fill in what is missing.`
            : "Put right what is wrong, and fill in what is missing."}
        </p>
        <ByHand known={fields} add={use.add} onAdded={onAdded} />
      </div>
    );
  }
  if ((found || own) && candidates) {
    return (
      <div className="grid gap-3">
        <p className="break-words font-semibold font-serif leading-snug">{fields.title}</p>
        <WhichPaper
          candidates={candidates}
          pending={pending}
          onSame={(sameAs) => onAdd({ sameAs })}
          onAnother={() => onAdd("another")}
        />
      </div>
    );
  }
  if (found) {
    return (
      <NewPaper
        {...{ id, fields, pending }}
        onAdd={() => onAdd()}
        fetched={found}
        add={use.add}
        onPutRight={() => setByHand(true)}
      />
    );
  }
  if (isFetching || (piece.kind === "identifier" && !data && !error)) {
    return (
      <div className="grid gap-2">
        <p className="break-words text-muted text-sm">{piece.label}</p>
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-16" />
      </div>
    );
  }
  const failure = failureOf(piece, data);
  const words = wordsOf(piece);
  const reference = words ? <ReferenceFound {...{ words, use, known }} text={piece.text} /> : null;
  if (own) {
    return (
      <div className="grid gap-2">
        {failure?.outcome === "no answer" ? (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="min-w-0 flex-1 basis-56 text-sm">{failureInWords(failure, AS_PASTED)}</p>
            <Button size="small" onClick={() => void refetch()}>
              Try again
            </Button>
          </div>
        ) : null}
        <NewPaper
          {...{ id, fields, pending }}
          onAdd={() => onAdd()}
          fetched={null}
          add={use.add}
          onPutRight={() => setByHand(true)}
        />
        {failure?.outcome === "not there yet" ? <AwaitPaper text={piece.text} /> : null}
        {reference}
      </div>
    );
  }
  const mayHelp = failure === null || failure.outcome === "no answer";
  return (
    <NoPaper
      label={piece.label}
      sentence={failure ? failureInWords(failure) : sentenceOf(error)}
      onTryAgain={mayHelp ? () => void refetch() : undefined}
      onByHand={() => setByHand(true)}
    >
      {failure?.outcome === "not there yet" ? <AwaitPaper text={piece.text} /> : null}
      {piece.kind === "words" || piece.draft.title !== "" ? (
        <WordsFound
          words={piece.kind === "words" ? piece.text : piece.draft.title}
          use={use}
          known={known}
        />
      ) : null}
      {reference}
    </NoPaper>
  );
}

/** Why there is no paper; null if the question itself failed. */
function failureOf(piece: Piece, data: Fetched | undefined): Failure | null {
  const { kind } = piece;
  if (kind !== "identifier") return { outcome: kind };
  return data && data.outcome !== "found" && data.outcome !== "known" ? data : null;
}
