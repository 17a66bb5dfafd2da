"use client";

import { Bar, BarChart, XAxis, YAxis } from "recharts";
import { Chart } from "@/components/ui/chart";
import { type BarRow, END, LabelledBar, THICK } from "./bar";

const ROW = 54;
interface Props {
  rows: BarRow[];
  /** The value of a bar over the whole width; the largest value by default. */
  whole?: number;
}

/** Labelled bars, with their numbers at the end. A table repeats the numbers. */
export function Bars({ rows, whole }: Props) {
  const most = Math.max(whole ?? 0, ...rows.map(({ value }) => value), 1);
  return (
    <Chart height={rows.length * ROW}>
      <BarChart
        data={rows}
        layout="vertical"
        accessibilityLayer={false}
        margin={{ top: 6, right: END, bottom: 0, left: 0 }}
      >
        <XAxis type="number" hide domain={[0, most]} />
        <YAxis type="category" dataKey="key" hide width={0} />
        <Bar dataKey="value" barSize={THICK} isAnimationActive={false} shape={LabelledBar} />
      </BarChart>
    </Chart>
  );
}
