import clsx from "clsx";
import type { ReactNode } from "react";
import { type Axis, percentOn, shownLabels } from "./axis";

interface Props {
  /** Numbers along the left edge, with lines across; null for none. */
  axis: Axis | null;
  format?: (value: number) => string;
  /** Labels below, from left to right. */
  labels: readonly string[];
  /** Most labels that fit on a phone. */
  most?: number;
  /** Whether each label stands below a column, or below a point, of which the first and last are at the edges. */
  below: "columns" | "points";
  /** Room for words at the end of lines. */
  end?: boolean;
  /** Its height, as a class. */
  className: string;
  /** The drawing, in percent of the plot’s width and height. */
  children: ReactNode;
}

const TEXT = { fill: "var(--muted)", fontSize: 12 };

/** Percent of the width at which a column has its middle, or a point stands. */
export function percentAcross(at: number, count: number, below: Props["below"]): number {
  if (below === "columns") return (100 * (at + 0.5)) / count;
  return count > 1 ? (100 * at) / (count - 1) : 0;
}

/**
 * A picture with axes, drawn in percentages of its place. Screen readers skip it: the page repeats its numbers as a
 * table.
 */
export function Plot({
  axis,
  format = String,
  labels,
  most = 6,
  below,
  end = false,
  className,
  children,
}: Props) {
  return (
    <div
      aria-hidden
      className={clsx(
        "break-inside-avoid pt-4 pb-6",
        axis ? "ps-10" : "",
        end ? "pe-16" : "",
        className,
      )}
    >
      <svg aria-hidden="true" width="100%" height="100%" className="block overflow-visible">
        {axis?.ticks.map((tick) => {
          const y = `${100 - percentOn(axis, tick)}%`;
          return (
            <g key={tick}>
              <line x2="100%" y1={y} y2={y} stroke={tick === 0 ? "var(--muted)" : "var(--line)"} />
              <text x={-8} y={y} textAnchor="end" dominantBaseline="central" {...TEXT}>
                {format(tick)}
              </text>
            </g>
          );
        })}
        {axis ? null : <line x2="100%" y1="100%" y2="100%" stroke="var(--line)" />}
        {shownLabels(labels.length, most).map((at) => (
          <text
            key={at}
            x={`${percentAcross(at, labels.length, below)}%`}
            y="100%"
            dy={18}
            textAnchor="middle"
            {...TEXT}
          >
            {labels[at]}
          </text>
        ))}
        {children}
      </svg>
    </div>
  );
}
