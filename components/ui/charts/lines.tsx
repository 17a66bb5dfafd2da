import { axisOf, percentOn } from "./axis";
import { Plot, percentAcross } from "./plot";

interface Props {
  /** The label below each point. */
  labels: readonly string[];
  /** Strong lines are drawn last, thick, and with their name. */
  lines: readonly { key: string; label: string | null; strong: boolean; values: number[] }[];
  format: (value: number) => string;
  /** Its height, as a class. */
  className: string;
}

/** Dash patterns, so that neighbouring lines differ without colour. */
const DASHES = ["", "6 3", "2 3", "8 3 2 3"];

/** Numbers over time, as lines. */
export function Lines({ labels, lines, format, className }: Props) {
  const axis = axisOf(lines.flatMap(({ values }) => values));
  const drawn = lines.toSorted((a, b) => Number(a.strong) - Number(b.strong));
  const across = (at: number) => percentAcross(at, labels.length, "points");
  const down = (value: number) => 100 - percentOn(axis, value);
  return (
    <Plot
      axis={axis}
      format={format}
      labels={labels}
      below="points"
      end={lines.some(({ label }) => label)}
      className={className}
    >
      {/* Points of a line have no percentages, so this part is stretched; the strokes are not. */}
      <svg
        aria-hidden="true"
        width="100%"
        height="100%"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="overflow-visible"
      >
        {drawn.map(({ key, strong, values }, at) => (
          <polyline
            key={key}
            points={values.map((value, at) => `${across(at)},${down(value)}`).join(" ")}
            fill="none"
            vectorEffect="non-scaling-stroke"
            stroke={strong ? "var(--accent)" : "var(--muted)"}
            strokeWidth={strong ? 3 : 1.25}
            strokeOpacity={strong ? 1 : 0.7}
            strokeDasharray={strong ? "" : (DASHES[at % DASHES.length] ?? "")}
          />
        ))}
      </svg>
      {drawn.map(({ key, label, strong, values }) => {
        const last = values.at(-1);
        return label && last !== undefined ? (
          <text
            key={key}
            x={`${across(values.length - 1)}%`}
            y={`${down(last)}%`}
            dx={8}
            dominantBaseline="central"
            fontSize={12}
            fontWeight={strong ? 600 : 400}
            fill={strong ? "var(--ink)" : "var(--muted)"}
          >
            {label}
          </text>
        ) : null;
      })}
    </Plot>
  );
}
