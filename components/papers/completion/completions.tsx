import { PaperTitle } from "@/components/papers/paper-title";
import { Numbers } from "@/components/shell/numbers";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { paperHistoryPath, paperPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";

interface Props {
  completions: RouterOutputs["papers"]["completions"];
  timeZone: string;
}

const HEADING = "mb-3 font-semibold font-serif text-lg";
const LIST = "grid max-w-3xl divide-y divide-line";

/** How far the completion of papers has come: in numbers, the latest ones, and possible duplicates. */
export function Completions({ completions, timeZone }: Props) {
  const { on, counts, completed, duplicates } = completions;
  const numbers = [
    ["Waiting", (counts.waiting ?? 0) + (counts.unanswered ?? 0)],
    ["Completed", counts.completed ?? 0],
    ["No source knows them", counts.unknown ?? 0],
    ["Doubtful", counts.doubtful ?? 0],
    ["Possible duplicates", counts.duplicate ?? 0],
    ["Undone by people", counts.undone ?? 0],
  ] as const;
  return (
    <div className="grid grid-cols-1 gap-10">
      <div>
        <Numbers of={numbers} />
        <p className="mt-4 text-muted text-sm">
          {on
            ? "The sources are asked for twenty papers every ten minutes."
            : "The sources are not asked, because COMPLETE_PAPERS is off."}
        </p>
      </div>
      <section>
        <h2 className={HEADING}>Completed last</h2>
        {completed.length === 0 ? <p className="text-muted">None yet.</p> : null}
        <ul className={LIST}>
          {completed.map(({ paperId, paper, source, askedAt }) => (
            <li key={paperId} className="py-3">
              <Link href={paperHistoryPath(paper.slug)} className="underline">
                <PaperTitle of={paper} />
              </Link>
              <p className="text-muted text-sm">
                From {source}
                {askedAt ? (
                  <>
                    , <When date={askedAt} timeZone={timeZone} />
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      </section>
      {duplicates.length > 0 ? (
        <section>
          <h2 className={HEADING}>Possible duplicates</h2>
          <ul className={LIST}>
            {duplicates.map(({ paperId, paper, other, source }) => (
              <li key={paperId} className="py-3">
                <Link href={paperPath(paper.slug)} className="underline">
                  <PaperTitle of={paper} />
                </Link>
                <p className="text-muted text-sm">
                  By its record at {source}, it may be{" "}
                  <Link href={paperPath(other.slug)} className="underline">
                    <PaperTitle of={other} />
                  </Link>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
