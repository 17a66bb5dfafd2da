import type { ReactNode } from "react";
import type { RouterOutputs } from "@/trpc/client";
import { WeightLines } from "./pictures/weight-lines";

interface Props {
  /** Null unless the rule is one over time. */
  weights: RouterOutputs["ballots"]["fairness"]["weights"];
  /** The viewer's zone. */
  timeZone: string | null;
  /** The explanation below the picture. */
  children: ReactNode;
}

/** The weight that each member carries to the next ballot, ballot after ballot. */
export function Carried({ weights, timeZone, children }: Props) {
  if (!weights || weights.lines.length === 0) return null;
  return (
    <section aria-labelledby="carried" className="mt-10">
      <h2 id="carried" className="mb-2 font-semibold font-serif text-xl">
        What members carry over
      </h2>
      <p className="mb-3 max-w-[65ch] text-muted">{CARRYING[weights.rule]}</p>
      <WeightLines weights={weights} timeZone={timeZone} />
      {children}
    </section>
  );
}

/** The meaning of the lines. */
const CARRYING = {
  "perpetual-consensus":
    "Everyone who votes gets one credit per ballot, and the winning side pays for its win together. Members with many credits have waited; members at zero or below have just won.",
  "perpetual-pav":
    "A vote weighs 1 at first, and less after each win of a paper that the member ticked: ½, ⅓ and so on.",
  "perpetual-quota":
    "A member’s due share grows with the support for what they tick, and shrinks by one with each win. Members above zero have had less than their share so far.",
};
