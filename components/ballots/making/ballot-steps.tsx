import type { Ballot } from "@/components/ballots/ballot";
import { PaperTitle } from "@/components/papers/paper-title";
import { When } from "@/components/ui/times/when";

interface Props {
  events: Ballot["events"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** The history of a ballot, step by step, with people and notes. */
export function BallotSteps({ events, timeZone }: Props) {
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="steps" className="mt-8">
      <h2 id="steps" className="mb-2 font-semibold">
        History
      </h2>
      <ol className="grid gap-1 text-muted text-sm">
        {events.map(({ kind, at, by, note, paper }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          <li key={index}>
            <When date={at} timeZone={timeZone} />:{" "}
            {kind === "extended" && by ? "extended" : STEPS[kind]}
            {by ? (
              <>
                {" by "}
                <bdi>{by.name}</bdi>
              </>
            ) : null}
            {paper ? (
              <>
                {": "}
                <span dir="auto" className="text-ink">
                  <PaperTitle of={paper} />
                </span>
              </>
            ) : null}
            {note ? (
              <>
                {": "}
                <span dir="auto" className="text-ink">
                  {note}
                </span>
              </>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

const STEPS: Record<Ballot["events"][number]["kind"], string> = {
  drafted: "created",
  opened: "opened",
  candidateAdded: "paper added",
  frozen: "list of papers closed",
  extended: "extended by a day, because too few members had voted",
  closed: "closed",
  decided: "tie decided",
  announced: "choice announced",
  cancelled: "cancelled",
  described: "title or note changed",
  reminded: "members who had not voted reminded",
};
