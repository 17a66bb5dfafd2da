import { type Axis, axisOf, percentOn } from "./axis";
import { Plot, percentAcross } from "./plot";

/** A part of a column. */
interface Part {
  key: string;
  value: number;
  fill: string;
  /** Whether only the outline is drawn, so that it differs without colour. */
  hollow?: boolean;
}

interface Props {
  columns: readonly {
    key: string;
    /** The label below. */
    label: string;
    /** From bottom to top. */
    parts: readonly Part[];
  }[];
  /** Whether counts stand along the left edge, or above each column. */
  counts: "left" | "above";
  /** Most labels that fit on a phone. */
  most?: number;
  /** Its height, as a class. */
  className: string;
}

/** Counts as columns, each in one or more parts. */
export function Columns({ columns, counts, most, className }: Props) {
  const totals = columns.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const axis = axisOf(totals, { whole: true });
  const wide = 66 / Math.max(1, columns.length);
  return (
    <Plot
      axis={counts === "left" ? axis : null}
      labels={columns.map(({ label }) => label)}
      {...(most ? { most } : {})}
      below="columns"
      className={className}
    >
      {columns.map(({ key, parts }, at) => {
        const middle = percentAcross(at, columns.length, "columns");
        const total = totals[at] ?? 0;
        return (
          <g key={key}>
            {stacked(parts, axis).map(({ key, y, height, fill, hollow }) => (
              <rect
                key={key}
                x={`${middle - wide / 2}%`}
                width={`${wide}%`}
                y={`${y}%`}
                height={`${height}%`}
                fill={hollow ? "var(--surface)" : fill}
                stroke={fill}
              />
            ))}
            {counts === "above" && total > 0 ? (
              <text
                x={`${middle}%`}
                y={`${100 - percentOn(axis, total)}%`}
                dy={-5}
                textAnchor="middle"
                fill="var(--ink)"
                fontSize={12}
              >
                {total}
              </text>
            ) : null}
          </g>
        );
      })}
    </Plot>
  );
}

/** Puts the parts of a column one on the other. Parts of nothing are left out: their outline would be a line. */
function stacked(parts: readonly Part[], axis: Axis) {
  let below = 0;
  return parts.flatMap((part) => {
    if (part.value <= 0) return [];
    const from = percentOn(axis, below);
    below += part.value;
    const to = percentOn(axis, below);
    return [{ ...part, y: 100 - to, height: to - from }];
  });
}
