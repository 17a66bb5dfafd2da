import { PaperTitle } from "@/components/papers/paper-title";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { meetingPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { Snippet } from "./snippet";

interface Props {
  hits: RouterOutputs["search"]["notes"]["hits"];
  timeZone: string | null;
  /** Whether each meeting names its group. */
  everywhere: boolean;
}

/** Agendas and notes of meetings found by a search. */
export function NoteHits({ hits, timeZone, everywhere }: Props) {
  return (
    <ul className="divide-y divide-line">
      {hits.map(({ meetingId, kind, startsAt, paper, group, words }) => (
        <li key={`${meetingId} ${kind}`} className="grid gap-1 py-4">
          <h2 className="font-serif text-lg leading-snug">
            <Link href={meetingPath(group.slug, meetingId)} className="inline-block py-1">
              <PaperTitle of={paper} />
            </Link>
          </h2>
          <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
            <span>{kind === "notes" ? "Notes" : "Agenda"} of the meeting on</span>
            <When date={startsAt} timeZone={timeZone} />
            {everywhere ? <bdi>{group.name}</bdi> : null}
          </p>
          <Snippet words={words} />
        </li>
      ))}
    </ul>
  );
}
