import { shortDay } from "@/components/ui/charts/axis";
import { Columns } from "@/components/ui/charts/columns";
import type { RouterOutputs } from "@/trpc/client";

type Days = RouterOutputs["mail"]["picture"];

/** The parts of a bar, from bottom to top. */
const PARTS = [
  { key: "sent", words: "Sent", fill: "var(--accent)", hollow: false },
  { key: "failed", words: "Failed", fill: "var(--danger)", hollow: false },
  { key: "returned", words: "Bounced or reported as spam", fill: "var(--danger)", hollow: true },
] as const;

/** A chart of emails sent and not delivered on each of the last days, with the same data as a table. */
export function MailPicture({ days }: { days: Days }) {
  return (
    <section aria-labelledby="picture">
      <h2 id="picture" className="mb-2 font-semibold text-lg">
        The last {days.length} days
      </h2>
      <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {PARTS.map(({ key, words, fill, hollow }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className="size-3 border"
              style={{ borderColor: fill, background: hollow ? "transparent" : fill }}
            />
            {words}
          </li>
        ))}
      </ul>
      <Columns
        counts="left"
        className="h-56"
        columns={days.map((day) => ({
          key: day.day,
          label: shortDay(day.day),
          parts: PARTS.map(({ key, fill, hollow }) => ({ key, value: day[key], fill, hollow })),
        }))}
      />
      <DaysTable days={days} />
    </section>
  );
}

function DaysTable({ days }: { days: Days }) {
  const some = days.filter(({ sent, failed, returned }) => sent + failed + returned > 0);
  if (some.length === 0)
    return <p className="text-muted text-sm">Nothing was sent during these days.</p>;
  return (
    <details className="mt-2 text-sm">
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-muted underline">
        As a table
      </summary>
      <table className="mt-2 border-collapse">
        <caption className="sr-only">Emails of the last {days.length} days</caption>
        <thead>
          <tr>
            {["Day", ...PARTS.map(({ words }) => words)].map((column) => (
              <th key={column} scope="col" className="border-line border-b py-1 pr-4 text-left">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {some.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row" className="py-0.5 pr-4 text-left font-normal">
                {shortDay(day.day)}
              </th>
              {PARTS.map(({ key }) => (
                <td key={key} className="pr-4 tabular-nums">
                  {day[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
