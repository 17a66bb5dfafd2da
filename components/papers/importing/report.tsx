import { Link } from "@/components/ui/links/link";
import type { ImportReport } from "@/server/papers/files/importing/schema";
import { countInWords, numberWithCommas } from "@/server/platform/text/words";
import { paperPath } from "@/server/platform/web/addresses";

/** The button that imported the file is gone by now. */
function focusOn(words: HTMLElement | null): void {
  words?.focus();
}

/** New papers that stand there at once; more are behind a word. */
const SHOWN = 20;

/** The numbers of papers that a file would add or has added, and each entry that is left out. */
export function Report({ report, isDone }: { report: ImportReport; isDone: boolean }) {
  const { fresh, known, doubtful, broken, freshEntries, doubtfulEntries, brokenEntries } = report;
  const numbers = [
    [isDone ? "Imported" : "New", fresh],
    ["Already here", known],
    ["Doubtful", doubtful],
    ["Broken", broken],
  ] as const;
  return (
    <section aria-label="Report" className="grid gap-4">
      <p
        role="status"
        tabIndex={-1}
        ref={isDone ? focusOn : null}
        className="font-semibold outline-none"
      >
        {isDone
          ? `${countInWords(fresh, "paper")} imported.`
          : fresh > 0
            ? `${countInWords(fresh, "paper")} would be new.`
            : "Nothing in this file is new."}
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {numbers.map(([words, count]) => (
          <div key={words}>
            <dt className="text-muted text-sm">{words}</dt>
            <dd className="font-semibold text-xl">{numberWithCommas(count)}</dd>
          </div>
        ))}
      </dl>
      {fresh > 0 ? (
        <details open={fresh <= SHOWN}>
          <summary className="w-fit cursor-pointer font-semibold">
            {isDone ? "Imported papers" : "New papers"}
          </summary>
          <ul className="mt-2 grid gap-1 text-sm">
            {freshEntries.map(({ line, title, slug }) => (
              <li key={`${line} ${title}`} className="wrap-anywhere">
                {slug ? (
                  <Link href={paperPath(slug)} className="underline">
                    {title}
                  </Link>
                ) : (
                  title
                )}
              </li>
            ))}
          </ul>
          <More count={fresh - freshEntries.length} />
        </details>
      ) : null}
      {doubtful > 0 ? (
        <div>
          <h3 className="font-semibold">Doubtful entries are left out</h3>
          <p className="text-muted text-sm">
            They have the title of another paper, and other authors or identifiers. Add those by
            hand that are papers of their own.
          </p>
          <ul className="mt-2 grid gap-1 text-sm">
            {doubtfulEntries.map(({ line, title, slug }) => (
              <li key={line} className="wrap-anywhere">
                Line {line}: {title} (
                {slug ? (
                  <Link href={paperPath(slug)} className="text-accent underline">
                    the other one
                  </Link>
                ) : (
                  "another one is in this file"
                )}
                )
              </li>
            ))}
          </ul>
          <More count={doubtful - doubtfulEntries.length} />
        </div>
      ) : null}
      {broken > 0 ? (
        <div>
          <h3 className="font-semibold">Broken entries are left out</h3>
          <ul className="mt-2 grid gap-1 text-sm">
            {brokenEntries.map(({ line, what }) => (
              <li key={line} className="wrap-anywhere">
                Line {line}: {what}
              </li>
            ))}
          </ul>
          <More count={broken - brokenEntries.length} />
        </div>
      ) : null}
    </section>
  );
}

function More({ count }: { count: number }) {
  if (count <= 0) return null;
  return <p className="mt-1 text-muted text-sm">And {numberWithCommas(count)} more.</p>;
}
