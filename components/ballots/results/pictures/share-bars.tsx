"use client";

import { Bar, BarChart, XAxis, YAxis } from "recharts";
import { Chart } from "@/components/ui/chart";
import { shortTitle } from "./amounts";
import { Plain, type ShareRow, Won } from "./share-bar";

const ROW = 46;

/** Two bars for each member: how often their choice won, and would have won by plain approval. */
export function ShareBars({ rows }: { rows: ShareRow[] }) {
  const named = new Map(rows.map(({ key, name }) => [key, name]));
  return (
    <Chart height={rows.length * ROW + 34}>
      <BarChart
        data={rows}
        layout="vertical"
        accessibilityLayer={false}
        barGap={2}
        margin={{ top: 4, right: 44, bottom: 4, left: 0 }}
      >
        <XAxis
          type="number"
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickFormatter={(share: number) => `${share}%`}
          stroke="var(--muted)"
          fontSize={12}
        />
        <YAxis
          type="category"
          dataKey="key"
          width={118}
          tickLine={false}
          stroke="var(--muted)"
          interval={0}
          fontSize={13}
          tickFormatter={(key: string) => shortTitle(named.get(key) ?? "", 16)}
        />
        <Bar dataKey="won" barSize={14} isAnimationActive={false} shape={Won} />
        <Bar dataKey="plain" barSize={10} isAnimationActive={false} shape={Plain} />
      </BarChart>
    </Chart>
  );
}
