import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/fields/field";
import { Link } from "@/components/ui/links/link";
import { CONTENT_ORDERS } from "@/server/shelves/rules";
import { ORDER_WORDS } from "../words";
import { isFiltered, type Shown } from "./address";

interface Props {
  path: string;
  shown: Shown;
  /** Topics of the papers, as a filter. */
  topics: readonly { slug: string; name: string; count: number }[];
  /** Years in which they were published, likewise. */
  years: readonly { year: number; count: number }[];
  /** More parameters of the address. */
  also?: Readonly<Record<string, string>>;
  /** Where the search looks. */
  label: string;
}

/** Search, filter and order of a shelf or list. It needs no JavaScript. */
export function ContentsForm({ path, shown, topics, years, also = {}, label }: Props) {
  const all = new URLSearchParams(also);
  return (
    <search aria-label="In this list">
      <form action={path} className="mb-4 flex flex-wrap items-end gap-2">
        {Object.entries(also).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="min-w-40 grow basis-56">
          <TextField label={label} name="q" type="search" maxLength={200} defaultValue={shown.q} />
        </div>
        {topics.length > 0 ? (
          <div className="min-w-32 grow basis-36">
            <SelectField label="Topic" name="topic" defaultValue={shown.topic}>
              <option value="">All topics</option>
              {topics.map(({ slug, name, count }) => (
                <option key={slug} value={slug}>
                  {name} ({count})
                </option>
              ))}
            </SelectField>
          </div>
        ) : null}
        <YearField years={years} chosen={shown.year} />
        <div className="min-w-32 grow basis-36">
          <SelectField label="Order" name="order" defaultValue={shown.order}>
            {CONTENT_ORDERS.map((order) => (
              <option key={order} value={order}>
                {ORDER_WORDS[order]}
              </option>
            ))}
          </SelectField>
        </div>
        <Button type="submit">Show</Button>
        {isFiltered(shown) ? (
          <Link
            href={all.size > 0 ? `${path}?${all}` : path}
            className="inline-flex min-h-10 items-center text-sm underline"
          >
            Show all
          </Link>
        ) : null}
      </form>
    </search>
  );
}

interface YearProps {
  years: readonly { year: number; count: number }[];
  chosen: number | null;
}

/** The filter by year. A year of which nothing is left stays chosen until somebody chooses another. */
function YearField({ years, chosen }: YearProps) {
  const isOffered = chosen === null || years.some(({ year }) => year === chosen);
  if (years.length === 0 && isOffered) return null;
  return (
    <div className="min-w-28 grow basis-28">
      <SelectField label="Year" name="year" defaultValue={chosen === null ? "" : String(chosen)}>
        <option value="">All years</option>
        {isOffered ? null : <option value={String(chosen)}>{chosen}</option>}
        {years.map(({ year, count }) => (
          <option key={year} value={String(year)}>
            {year} ({count})
          </option>
        ))}
      </SelectField>
    </div>
  );
}
