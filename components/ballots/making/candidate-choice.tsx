"use client";

import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Button } from "@/components/ui/button";
import { CANDIDATES_MAX } from "@/server/ballots/schema";
import type { RouterOutputs } from "@/trpc/client";
import { PaperOnTheSpot } from "../nominating/paper-on-the-spot";
import type { Found } from "../nominating/paper-search";

type Row = RouterOutputs["nominations"]["choice"][number];
/** The parts of a nomination that are known right after making it. */
export type Nominated = Pick<Row, "id" | "standing"> & {
  paper: Pick<Row["paper"], "id" | "title" | "authors" | "authorCount">;
  nominatedBy: Pick<Row["nominatedBy"], "name"> | null;
};

interface Props {
  group: string;
  name: string;
  pool: Nominated[];
  /** Ids of the chosen nominations. */
  chosen: string[];
  onChange(chosen: string[]): void;
  /** Called after a paper was nominated here. */
  onNominated(id: string, paper: Found): void;
  error: string | null;
}

/** Chooses the candidates of a ballot from the pool. */
export function CandidateChoice(props: Props) {
  const { group, name, pool, chosen, onChange, onNominated, error } = props;
  const free = pool.filter(({ standing }) => !standing).slice(0, CANDIDATES_MAX);
  return (
    <fieldset className="min-w-0" aria-describedby="candidates-hint">
      <legend className="font-medium text-sm">Papers on the ballot</legend>
      <div className="mt-1 mb-2 flex flex-wrap items-center justify-between gap-2">
        <p id="candidates-hint" role="status" className="text-muted text-sm">
          {chosen.length} of {pool.length} selected
          {pool.length > CANDIDATES_MAX ? `, at most ${CANDIDATES_MAX}` : ""}
        </p>
        <div className="flex gap-1">
          <Button
            variant="quiet"
            disabled={free.every(({ id }) => chosen.includes(id))}
            onClick={() => onChange(free.map(({ id }) => id))}
          >
            Select all
          </Button>
          <Button variant="quiet" disabled={chosen.length === 0} onClick={() => onChange([])}>
            Select none
          </Button>
        </div>
      </div>
      {error ? (
        <p role="alert" className="mb-2 text-danger text-sm">
          {error}
        </p>
      ) : null}
      <ul className="grid gap-2">
        {pool.map(({ id, paper, nominatedBy, standing }) => (
          <li key={id}>
            <label className="flex min-h-11 cursor-pointer gap-3 rounded-lg border border-line bg-surface p-3 hover:border-accent has-checked:border-accent">
              <input
                type="checkbox"
                className="mt-1 size-5 shrink-0 accent-[var(--accent)]"
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  onChange(
                    target.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
                  )
                }
              />
              <span className="min-w-0">
                <span className="block font-serif leading-snug">
                  <PaperTitle of={paper} />
                </span>
                <span className="block text-muted text-sm">
                  {authorsInWords(paper.authors, paper.authorCount)}
                </span>
                <span className="block text-muted text-sm">
                  Nominated by {nominatedBy ? <bdi>{nominatedBy.name}</bdi> : "you, just now"}
                </span>
                {standing ? (
                  <span className="block text-sm">
                    It is on an open ballot. A ballot with it can open once that one has closed.
                  </span>
                ) : null}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <PaperOnTheSpot group={group} name={name} onNominated={onNominated} />
      </div>
    </fieldset>
  );
}
