"use client";

import { Bar, BarChart, LabelList, XAxis, YAxis } from "recharts";
import { Card } from "@/components/ui/card";
import { Chart } from "@/components/ui/chart";
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
  const month = (of: string, style: "short" | "long") =>
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
          label: month(of, "short"),
          words: month(of, "long"),
          value: read,
        }))}
      />
      {presenters.length > 0 ? (
        <Picture
          title="Who presents"
          columns={["Member", "Meetings"]}
          rows={presenters.map(({ name, meetings }) => ({
            label: name.split(" ")[0] ?? name,
            words: name,
            value: meetings,
          }))}
        />
      ) : null}
      {turnout.length > 0 ? (
        <Picture
          title="Who said yes, by meeting"
          columns={["Meeting", "Members"]}
          rows={turnout.map(({ day, title, came }) => ({
            label: `${Number(day.slice(8))}.${Number(day.slice(5, 7))}.`,
            words: `${dayInWords(day)}: ${title}`,
            value: came,
          }))}
        />
      ) : null}
    </div>
  );
}

function Picture({ title, columns, rows }: { title: string; columns: string[]; rows: Row[] }) {
  return (
    <Card className="min-w-0">
      <h3 className="mb-3 font-semibold text-sm">{title}</h3>
      <Chart className="h-40">
        <BarChart
          data={rows}
          margin={{ top: 16, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: "var(--line)" }}
            tick={{ fill: "var(--muted)", fontSize: 12 }}
          />
          <YAxis hide allowDecimals={false} />
          <Bar
            dataKey="value"
            fill="var(--accent)"
            isAnimationActive={false}
            maxBarSize={28}
            radius={[3, 3, 0, 0]}
          >
            <LabelList
              dataKey="value"
              position="top"
              fill="var(--ink)"
              fontSize={12}
              formatter={(value) => (value === 0 ? "" : value)}
            />
          </Bar>
        </BarChart>
      </Chart>
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
