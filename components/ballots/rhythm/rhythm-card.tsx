import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { rhythmPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { papersInWords } from "../choice-words";
import { RULE_NAMES } from "../rule-words";
import { rhythmInWords } from "./words";

interface Props {
  group: string;
  /** Null if ballots are opened by hand. */
  rhythm: RouterOutputs["rhythms"]["get"];
  /** The group's time zone, which the rhythm is in, and the viewer's. */
  groupZone: string;
  timeZone: string | null;
  /** Whether the viewer may change it. */
  mayChange: boolean;
}

/** The rhythm of ballots in words, with the next turn. */
export function RhythmCard({ group, rhythm, groupZone, timeZone, mayChange }: Props) {
  if (!rhythm && !mayChange) return null;
  return (
    <Card
      aria-labelledby="rhythm"
      className="mt-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-3"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 id="rhythm" className="font-semibold">
          Rhythm
        </h2>
        {rhythm ? (
          <>
            <p className="mt-1">
              {rhythmInWords(rhythm)}{" "}
              <span className="text-muted">({groupZone.replaceAll("_", " ")})</span>.
            </p>
            <p className="mt-1 text-muted text-sm">
              Takes at most {countInWords(rhythm.candidates, "paper")} from the pool, those that
              were on the fewest ballots first. Rule: {RULE_NAMES[rhythm.rule]}.
              {rhythm.seats > 1 ? ` Chooses ${papersInWords(rhythm.seats)}.` : null}
            </p>
            <p className="mt-1">
              {rhythm.next ? (
                <>
                  {"Next: opens "}
                  <When date={rhythm.next.opensAt} timeZone={timeZone} />
                  {", closes "}
                  <When date={rhythm.next.closesAt} timeZone={timeZone} />.
                </>
              ) : (
                "The rhythm is paused."
              )}
            </p>
          </>
        ) : (
          <p className="mt-1 text-muted">
            Ballots can open automatically with papers from the pool, for example every Friday at
            17:00.
          </p>
        )}
      </div>
      {mayChange ? (
        <LinkButton href={rhythmPath(group)}>
          {rhythm ? "Change rhythm" : "Set a rhythm"}
        </LinkButton>
      ) : null}
    </Card>
  );
}
