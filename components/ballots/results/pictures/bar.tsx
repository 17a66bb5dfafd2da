"use client";

import { type BarShapeProps, Text } from "recharts";

/** A bar of a picture. */
export interface BarRow {
  key: string;
  label: string;
  value: number;
  /** The text at the end of the bar. */
  shown: string;
  strong: boolean;
}

export const THICK = 16;
/** Room for the numbers at the end of the longest bar. */
export const END = 110;

/** A bar with its label above it and its number at the end. */
export function LabelledBar({ x, y, width, height, payload, background }: BarShapeProps) {
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
