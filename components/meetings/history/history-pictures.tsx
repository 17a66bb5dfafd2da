import { Card } from "@/components/ui/card";
import { shortDay } from "@/components/ui/charts/axis";
import { Bar, BarRow } from "@/components/ui/charts/bar";
import { Columns } from "@/components/ui/charts/columns";
import type { RouterOutputs } from "@/trpc/client";
import { dayInWords } from "../words";

interface Props {
  pictures: RouterOutputs["meetings"]["history"]["pictures"];
}

interface Row {
  label: string;
  /** The full name, for the table. */
  words: string;
  value: number;
}

/** A group's life in three small pictures, each a table as well. */
export function HistoryPictures({ pictures: { months, presenters, turnout } }: Props) {
  const month = (of: string, style: "narrow" | "long") =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: "UTC",
      month: style,
      ...(style === "long" ? { year: "numeric" } : {}),
    }).format(new Date(`${of}-01`));
  return (
    <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-3">
      <Picture
        title="Read per month"
        columns={["Month", "Papers"]}
        rows={months.map(({ month: of, read }) => ({
          label: month(of, "narrow"),
          words: month(of, "long"),
          value: read,
        }))}
      />
      {presenters.length > 0 ? (
        <Picture
          title="Who presents"
          columns={["Member", "Meetings"]}
          named
          rows={presenters.map(({ name, meetings }) => ({
            label: name,
            words: name,
            value: meetings,
          }))}
        />
      ) : null}
      {turnout.some(({ came }) => came > 0) ? (
        <Picture
          title="RSVPs with a yes, by meeting"
          columns={["Meeting", "Members"]}
          named
          rows={turnout.map(({ day, title, came }) => ({
            label: shortDay(day),
            words: `${dayInWords(day)}: ${title}`,
            value: came,
          }))}
        />
      ) : null}
    </div>
  );
}

interface PictureProps {
  title: string;
  columns: string[];
  rows: Row[];
  /** Whether each bar needs a line of its own for its name. */
  named?: boolean;
}

function Picture({ title, columns, rows, named = false }: PictureProps) {
  return (
    <Card className="min-w-0">
      <h3 className="mb-3 font-semibold text-sm">{title}</h3>
      {named ? (
        <NamedBars rows={rows} />
      ) : (
        <Columns
          counts="above"
          most={12}
          className="h-40"
          columns={rows.map(({ label, words, value }) => ({
            key: words,
            label,
            parts: [{ key: "all", value, fill: "var(--accent)" }],
          }))}
        />
      )}
      <details className="mt-2 text-sm">
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-muted underline">
          As a table<span className="sr-only">: {title}</span>
        </summary>
        <table className="mt-2 w-full border-collapse">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className="border-line border-b py-1 text-left">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ words, value }) => (
              <tr key={words}>
                <th scope="row" className="py-0.5 pr-3 text-left font-normal">
                  {words}
                </th>
                <td className="tabular-nums">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}

/** Bars with a name before each, and its number at the end. */
function NamedBars({ rows }: { rows: Row[] }) {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul aria-hidden className="grid grid-cols-1 gap-2 text-xs">
      {rows.map(({ words, label, value }) => (
        <li key={words} className="grid grid-cols-[7.5rem_minmax(0,1fr)_1.5rem] items-center gap-2">
          <bdi className="truncate text-muted">{label}</bdi>
          <BarRow height={12}>
            <Bar height={12} percent={(100 * value) / most} fill="var(--accent)" />
          </BarRow>
          <span className="tabular-nums">{value === 0 ? "" : value}</span>
        </li>
      ))}
    </ul>
  );
}
