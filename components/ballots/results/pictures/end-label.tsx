"use client";

interface EndProps {
  last: number;
  text: string;
  strong: boolean;
  // Set by the chart for each point of the line.
  index?: number;
  x?: number;
  y?: number;
}

/** The name of a line at its end. */
/** The name of a line at its last point. */
export function EndLabel({ last, text, strong, index, x = 0, y = 0 }: EndProps) {
  if (index !== last) return null;
  return (
    <text
      x={x + 8}
      y={y}
      dominantBaseline="central"
      fontSize={12}
      fontWeight={strong ? 600 : 400}
      fill={strong ? "var(--ink)" : "var(--muted)"}
    >
      {text}
    </text>
  );
}
