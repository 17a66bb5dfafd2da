import { Link } from "@/components/ui/links/link";
import { isSame, type Term, toggle, writeQuestion } from "@/server/papers/search/language/rules";
import type { Filter } from "@/server/papers/search/schema";
import { numberWithCommas } from "@/server/platform/text/words";
import { PATHS } from "@/server/platform/web/addresses";
import { MOST_COUNTED } from "@/server/search/schema";
import { searchAddress } from "./address";

const KINDS = [
  ["topic", "Topic"],
  ["year", "Year"],
  ["venue", "Venue"],
  ["read", "Read by"],
  ["has", "Discussion"],
] as const;

/** Characters of a search text. */
const LONGEST = 200;

interface Props {
  terms: readonly Term[];
  filters: readonly Filter[];
  /** The papers among which each filter was counted. */
  counted: number;
}

/** Links that narrow a search down, each with the number of papers that it leaves. They work without JavaScript. */
export function PaperFilters({ terms, filters, counted }: Props) {
  const rows = KINDS.flatMap(([kind, label]) => {
    const some = filters.filter((filter) => filter.kind === kind && canBeWritten(terms, filter));
    const inOrder =
      kind === "year" ? some.toSorted((a, b) => Number(b.text) - Number(a.text)) : some;
    return some.length > 0 ? [{ kind, label, filters: inOrder }] : [];
  });
  if (rows.length === 0) return null;
  // Somebody who has chosen one may go on to the next, or back.
  const isNarrowed = rows.some((row) => row.filters.some((filter) => isChosen(terms, filter)));
  return (
    <details className="border-line border-b py-2" open={isNarrowed}>
      <summary className="min-h-8 cursor-pointer py-1 font-medium text-sm">Filters</summary>
      {counted === MOST_COUNTED ? (
        <p className="mt-1 text-muted text-sm">
          Counted among the {MOST_COUNTED} papers that come first.
        </p>
      ) : null}
      <dl className="my-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[6rem_minmax(0,1fr)]">
        {rows.map((row) => (
          <div key={row.kind} className="contents">
            <dt className="pt-1.5 text-muted">{row.label}</dt>
            <dd className="flex flex-wrap gap-x-4">
              {row.filters.map((filter) => (
                <FilterLink key={filter.text} terms={terms} filter={filter} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const termOf = ({ kind, text }: Filter): Term => ({ kind, text, not: false });

const withFilter = (terms: readonly Term[], filter: Filter) =>
  writeQuestion(toggle(terms, termOf(filter)));

/** Whether the filter fits into the search text, and has no quotes that would end it. */
function canBeWritten(terms: readonly Term[], filter: Filter): boolean {
  return !/["“”„«»]/.test(filter.text) && withFilter(terms, filter).length <= LONGEST;
}

const isChosen = (terms: readonly Term[], filter: Filter) =>
  terms.some((term) => isSame(term, termOf(filter)));

function FilterLink({ terms, filter }: { terms: readonly Term[]; filter: Filter }) {
  return (
    <Link
      href={searchAddress(PATHS.search, { q: withFilter(terms, filter) })}
      rel="nofollow"
      aria-current={isChosen(terms, filter) ? "true" : undefined}
      className="inline-flex min-h-8 items-center gap-1.5 no-underline hover:underline aria-current:font-semibold"
    >
      <bdi className="break-words">{filter.name || "has one"}</bdi>
      <span className="text-muted">{numberWithCommas(filter.papers)}</span>
    </Link>
  );
}
