"use client";

import { Button } from "@/components/ui/button";
import { SCORE_MAX } from "@/server/ballots/votes/rules";

interface Props {
  name: string;
  /** The paper's title. */
  title: string;
  /** Null for no score. */
  score: number | null;
  onChange(score: number | null): void;
}

const STEPS = Array.from({ length: SCORE_MAX + 1 }, (_, step) => step);

/** A row of radio buttons for a score. */
export function ScoreField({ name, title, score, onChange }: Props) {
  return (
    <fieldset className="my-3">
      <legend className="sr-only">Your score for {title}</legend>
      <div className="flex max-w-sm gap-1">
        {STEPS.map((step) => (
          <label
            key={step}
            className="grid min-h-11 flex-1 cursor-pointer place-items-center rounded-md border border-line text-lg tabular-nums hover:bg-sunken has-checked:border-accent has-checked:bg-accent has-checked:font-semibold has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={step}
              checked={score === step}
              onChange={() => onChange(step)}
              className="sr-only"
            />
            {step}
          </label>
        ))}
      </div>
      <div className="flex max-w-sm items-center justify-between text-muted text-xs">
        <span aria-hidden>rather not</span>
        <Button
          variant="quiet"
          size="small"
          className={score === null ? "invisible" : ""}
          onClick={() => onChange(null)}
        >
          No score<span className="sr-only"> for {title}</span>
        </Button>
        <span aria-hidden>love to</span>
      </div>
    </fieldset>
  );
}
