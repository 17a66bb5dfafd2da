import type { ComponentProps } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import type { BallotCandidate } from "../ballot";
import { Candidate } from "./candidate";

interface Props {
  group: string;
  candidate: BallotCandidate;
  mayOffer: boolean;
  /** The box to tick, or the button to choose one. */
  input: Omit<ComponentProps<"input">, "id" | "className">;
}

/** A candidate that is picked by its box or anywhere on its title. */
export function PickRow({ group, candidate, mayOffer, input }: Props) {
  const id = `candidate-${candidate.id}`;
  return (
    <li className="rounded-lg border border-line bg-surface has-checked:border-accent has-checked:ring-1 has-checked:ring-accent">
      <h2 className="font-semibold font-serif text-lg leading-snug">
        <label htmlFor={id} className="flex cursor-pointer items-start gap-4 p-4 sm:p-5">
          <input {...input} id={id} className="size-6 shrink-0 accent-[var(--accent)]" />
          <span className="min-w-0">
            <PaperTitle of={candidate.paper} />
          </span>
        </label>
      </h2>
      <div className="-mt-3 ps-14 pe-4 pb-4 sm:ps-15 sm:pe-5 sm:pb-5">
        <Candidate group={group} candidate={candidate} mayOffer={mayOffer} />
      </div>
    </li>
  );
}
