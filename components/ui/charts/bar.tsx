import type { ReactNode } from "react";

interface Props {
  /** Pixels. */
  height: number;
  children: ReactNode;
}

/**
 * One or more bars in a row, as wide as their place. Their lengths are percentages, so that nothing has to be measured
 * before they are drawn. Pictures are skipped by screen readers: the page repeats their numbers as a table.
 */
export function BarRow({ height, children }: Props) {
  return (
    <svg aria-hidden="true" width="100%" height={height} className="block overflow-visible">
      {children}
    </svg>
  );
}

interface BarProps {
  /** Pixels. */
  y?: number;
  height: number;
  percent: number;
  fill: string;
  /** Whether only the outline is drawn, so that it differs from a solid bar without colour. */
  hollow?: boolean;
}

/** A bar from the left; also the smallest value has a line to see. */
export function Bar({ y = 0, height, percent, fill, hollow = false }: BarProps) {
  return (
    <rect
      y={hollow ? y + 0.5 : y}
      width={percent > 0 ? `${percent}%` : 1}
      height={hollow ? height - 1 : height}
      rx={hollow ? 0 : 3}
      fill={hollow ? "none" : fill}
      stroke={hollow ? fill : "none"}
    />
  );
}
