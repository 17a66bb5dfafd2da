import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { PaperTitle } from "../paper-title";
import { AnswerSuggestion } from "./answer-suggestion";
import { Differences } from "./differences";

interface Props {
  suggestions: RouterOutputs["papers"]["suggestions"]["suggestions"];
  timeZone: string;
}

/** Suggested corrections that wait for the viewer's answer. */
export function SuggestionList({ suggestions, timeZone }: Props) {
  return (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions" className="mb-3 font-semibold font-serif text-xl">
        Suggested corrections
      </h2>
      {suggestions.length === 0 ? (
        <p className="text-muted">Nothing needs a decision.</p>
      ) : (
        <ul className="grid gap-4">
          {suggestions.map(({ id, paper, changes, reason, suggestedAt, suggestedBy }) => (
            <li key={id}>
              <Card>
                <p className="mb-3 flex flex-wrap items-baseline gap-x-2 text-sm">
                  <bdi className="font-semibold">{suggestedBy.name}</bdi>
                  <span className="text-muted">@{suggestedBy.handle}</span>
                  <span className="text-muted">
                    <When date={suggestedAt} timeZone={timeZone} />
                  </span>
                  <Link
                    href={paperPath(paper.slug)}
                    className="inline-flex min-h-6 items-center underline"
                  >
                    <PaperTitle of={paper} />
                  </Link>
                </p>
                {Object.keys(changes).length > 0 ? (
                  <Differences changes={changes} />
                ) : (
                  <p className="text-muted">The paper already says all of this.</p>
                )}
                <p dir="auto" className="mt-3 whitespace-pre-line text-muted">
                  {reason}
                </p>
                <AnswerSuggestion id={id} version={paper.version} />
              </Card>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
