import { Unfolding } from "@/components/ui/unfolding";
import {
  FILE_FORMATS,
  type FileFormat,
  FORMAT_NAMES,
  PAPERS_A_FILE,
} from "@/server/papers/files/rules";
import { numberWithCommas } from "@/server/platform/text/words";

interface Props {
  /** The address of the file in a format. */
  addressOf: (format: FileFormat) => string;
  /** Other files of the same list. */
  more?: readonly { href: string; label: string }[];
  /** Whether the list may have more papers than a file. */
  mayBeLong?: boolean;
  /** Whether the files have only those papers of a list that fit a search. */
  isPart?: boolean;
  /** Whether it is all that stands beside a heading. Below a long one it would begin the line. */
  isAlone?: boolean;
}

const LINK =
  "flex min-h-9 items-center rounded px-3 text-sm no-underline hover:bg-sunken focus-visible:bg-sunken";

/** Links to download a list of papers, behind one word. They need no JavaScript. */
export function ExportLinks({
  addressOf,
  more = [],
  mayBeLong = false,
  isPart = false,
  isAlone = false,
}: Props) {
  return (
    <Unfolding
      className={`group relative text-sm print:hidden ${isAlone ? "lg:min-w-56 lg:text-right" : ""}`}
    >
      <summary className="inline-flex min-h-8 cursor-pointer items-center text-muted underline">
        Export
      </summary>
      {/* On narrow screens the word may stand on either side, so the links have a place of their own below it. */}
      <div className="mt-1 w-max min-w-52 max-w-full rounded-lg border border-line bg-surface p-1 text-left shadow-lg lg:absolute lg:right-0 lg:z-20">
        <ul>
          {FORMAT_NAMES.map((format) => (
            <li key={format}>
              <a href={addressOf(format)} download rel="nofollow" className={LINK}>
                {FILE_FORMATS[format].words}
              </a>
            </li>
          ))}
          {more.map(({ href, label }) => (
            <li key={href}>
              <a href={href} download rel="nofollow" className={LINK}>
                {label}
              </a>
            </li>
          ))}
        </ul>
        {isPart ? (
          <p className="max-w-52 px-3 py-1.5 text-muted text-xs">
            Only the papers that fit your search and filters.
          </p>
        ) : null}
        {mayBeLong ? (
          <p className="max-w-52 px-3 py-1.5 text-muted text-xs">
            The first {numberWithCommas(PAPERS_A_FILE)} papers of the list.
          </p>
        ) : null}
      </div>
    </Unfolding>
  );
}
