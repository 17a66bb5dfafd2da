"use client";

import { Bar, BarChart, type BarShapeProps, Text, XAxis, YAxis } from "recharts";
import { Chart } from "@/components/ui/chart";

export interface BarRow {
  key: string;
  label: string;
  value: number;
  /** The text at the end of the bar. */
  shown: string;
  strong: boolean;
}

const ROW = 54;
const THICK = 16;
/** Room for the numbers at the end of the longest bar. */
const END = 110;

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
        <Bar dataKey="value" barSize={THICK} isAnimationActive={false} shape={Row} />
      </BarChart>
    </Chart>
  );
}

function Row({ x, y, width, height, payload, background }: BarShapeProps) {
  const { label, shown, strong } = payload as BarRow;
  const room = (background?.width ?? 0) + END;
  const weight = strong ? 600 : 400;
  return (
    <g>
      <Text
        x={x}
        y={y - 6}
        width={room}
        maxLines={1}
        verticalAnchor="end"
        fill="var(--ink)"
        fontSize={15}
        fontWeight={weight}
        fontFamily="var(--font-serif)"
      >
        {label}
      </Text>
      <rect x={x} y={y} width={room - END} height={height} rx={3} fill="var(--sunken)" />
      <rect
        x={x}
        y={y}
        width={Math.max(0, width)}
        height={height}
        rx={3}
        fill={strong ? "var(--accent)" : "var(--muted)"}
      />
      <text
        x={x + room - END + 10}
        y={y + height / 2}
        dominantBaseline="central"
        fill="var(--ink)"
        fontSize={14}
        fontWeight={weight}
      >
        {shown}
      </text>
    </g>
  );
}
