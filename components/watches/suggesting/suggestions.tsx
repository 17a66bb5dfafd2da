import { PaperTitle } from "@/components/papers/paper-title";
import { authorsInWords } from "@/components/papers/words";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/when";
import { paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { SuggestionActions } from "./suggestion-actions";

type Listed = RouterOutputs["watches"]["suggestions"];

interface Props {
  group: string;
  /** The group's name. */
  name: string;
  suggestions: Listed["suggestions"];
  mayDismiss: boolean;
  timeZone: string | null;
}

/** Papers that a group's watches suggest, each with a way to nominate it. */
export function Suggestions({ group, name, suggestions, mayDismiss, timeZone }: Props) {
  return (
    <ul className="grid divide-y divide-line">
      {suggestions.map(({ id, paper, watch, foundAt }) => (
        <li key={id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <h3 className="font-semibold font-serif leading-snug">
              <Link href={paperPath(paper.slug)} className="no-underline hover:underline">
                <PaperTitle of={paper} />
              </Link>
            </h3>
            <p className="mt-0.5 text-muted text-sm">
              {authorsInWords(paper.authors, paper.authorCount)}
            </p>
            <p className="mt-0.5 text-muted text-sm">
              From the watch <bdi>{watch}</bdi>,{" "}
              <When date={foundAt} timeZone={timeZone} kind="date" />
            </p>
          </div>
          <SuggestionActions
            group={group}
            name={name}
            suggestionId={id}
            paper={paper}
            mayDismiss={mayDismiss}
          />
        </li>
      ))}
    </ul>
  );
}
