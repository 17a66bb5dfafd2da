import { PaperTitle } from "@/components/papers/paper-title";
import { Labels } from "@/components/threads/comment/labels";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { PATHS } from "@/server/platform/web/addresses";
import { commentLink, placeOf } from "@/server/threads/rules";
import type { RouterOutputs } from "@/trpc/client";
import { Snippet } from "./snippet";

interface Props {
  hits: RouterOutputs["search"]["comments"]["hits"];
  timeZone: string | null;
  /** Whether each comment names its group. */
  everywhere: boolean;
}

/** Comments found by a search. */
export function CommentHits({ hits, timeZone, everywhere }: Props) {
  return (
    <ul className="divide-y divide-line">
      {hits.map(({ id, paper, group, meetingId, author, createdAt, ...hit }) => {
        const place = placeOf({ paper, meetingId }, group?.slug ?? null);
        return (
          <li key={id} className="grid gap-1 py-4">
            <h2 className="font-serif text-lg leading-snug">
              <Link
                href={place ? commentLink(place, id) : PATHS.papers}
                className="inline-block py-1"
              >
                <PaperTitle of={paper} />
              </Link>
            </h2>
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-muted text-sm">
              <bdi className="font-medium text-ink">{author.name}</bdi>
              <When date={createdAt} timeZone={timeZone} />
              {everywhere ? <span>{group ? <bdi>{group.name}</bdi> : "in public"}</span> : null}
              {meetingId ? <span>on the meeting</span> : null}
              <Labels label={hit.label} answered={hit.answered} />
            </div>
            {hit.spoiler === null ? (
              <Snippet words={hit.words} />
            ) : (
              <p className="text-muted italic">
                Spoiler{hit.spoiler ? `: ${hit.spoiler}` : ""}. Its text is shown in the thread.
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
