import { PaperWithActions } from "@/components/papers/paper-heading";
import { When } from "@/components/ui/times/when";
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
        <li key={id} className="py-3">
          <PaperWithActions
            paper={paper}
            about={
              <>
                From the watch <bdi>{watch}</bdi>,{" "}
                <When date={foundAt} timeZone={timeZone} kind="date" />
              </>
            }
          >
            <SuggestionActions
              group={group}
              name={name}
              suggestionId={id}
              paper={paper}
              mayDismiss={mayDismiss}
            />
          </PaperWithActions>
        </li>
      ))}
    </ul>
  );
}
