"use client";

import { Bar, BarChart, type BarShapeProps, XAxis, YAxis } from "recharts";
import { Chart } from "@/components/ui/chart";
import { shortTitle } from "./amounts";

export interface ShareRow {
  key: string;
  name: string;
  mine: boolean;
  /** Percent of the ballots on which the member voted. */
  won: number;
  plain: number;
}

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
          tickFormatter={(share: number) => `${share} %`}
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

function Won({ x, y, width, height, payload }: BarShapeProps) {
  const { won, mine } = payload as ShareRow;
  return (
    <g>
      <rect x={x} y={y} width={Math.max(1, width)} height={height} fill="var(--accent)" />
      <text
        x={x + width + 6}
        y={y + height / 2}
        dominantBaseline="central"
        fontSize={12}
        fontWeight={mine ? 600 : 400}
        fill="var(--ink)"
      >
        {won} %
      </text>
    </g>
  );
}

/** Hollow, so that it differs without colour. */
function Plain({ x, y, width, height }: BarShapeProps) {
  return (
    <rect
      x={x + 0.5}
      y={y}
      width={Math.max(1, width)}
      height={height}
      fill="none"
      stroke="var(--muted)"
    />
  );
}
