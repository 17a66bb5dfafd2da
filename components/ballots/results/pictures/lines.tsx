"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { Chart } from "@/components/ui/chart";
import { shortNumber } from "./amounts";
import { EndLabel } from "./end-label";

interface Props {
  /** The label below each point. */
  labels: string[];
  /** Strong lines are drawn last, thick, and with their name. */
  lines: { key: string; label: string | null; strong: boolean; values: number[] }[];
}

/** Dash patterns, so that neighbouring lines differ without colour. */
const DASHES = ["", "6 3", "2 3", "8 3 2 3"];

/** Numbers over the weeks. A table repeats the numbers. */
export function Lines({ labels, lines }: Props) {
  const points = labels.map((label, at) => ({
    label,
    ...Object.fromEntries(lines.map(({ key, values }) => [key, values[at] ?? 0])),
  }));
  const drawn = lines.toSorted((a, b) => Number(a.strong) - Number(b.strong));
  return (
    <Chart className="h-72">
      <LineChart
        data={points}
        accessibilityLayer={false}
        margin={{ top: 8, right: 92, bottom: 4, left: 0 }}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis dataKey="label" stroke="var(--muted)" fontSize={12} minTickGap={28} tickMargin={6} />
        <YAxis width={36} stroke="var(--muted)" fontSize={12} tickFormatter={shortNumber} />
        <ReferenceLine y={0} stroke="var(--muted)" />
        {drawn.map(({ key, label, strong }, at) => (
          <Line
            key={key}
            dataKey={key}
            type="linear"
            isAnimationActive={false}
            dot={false}
            activeDot={false}
            stroke={strong ? "var(--accent)" : "var(--muted)"}
            strokeWidth={strong ? 3 : 1.25}
            strokeOpacity={strong ? 1 : 0.7}
            strokeDasharray={strong ? "" : (DASHES[at % DASHES.length] ?? "")}
            label={
              label ? <EndLabel last={labels.length - 1} text={label} strong={strong} /> : false
            }
          />
        ))}
      </LineChart>
    </Chart>
  );
}
