"use client";

import type { BarShapeProps } from "recharts";

/** A member of a picture. */
export interface ShareRow {
  key: string;
  name: string;
  mine: boolean;
  /** Percent of the ballots on which the member voted. */
  won: number;
  plain: number;
}

/** A bar with its share at the end. */
export function Won({ x, y, width, height, payload }: BarShapeProps) {
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
        {won}%
      </text>
    </g>
  );
}

/** Hollow, so that it differs without colour. */
export function Plain({ x, y, width, height }: BarShapeProps) {
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
