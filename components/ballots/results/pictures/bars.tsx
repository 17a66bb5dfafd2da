import clsx from "clsx";
import { Bar, BarRow } from "@/components/ui/charts/bar";

/** A labelled bar of a picture. */
export interface LabelledBar {
  key: string;
  label: string;
  value: number;
  /** The text at the end of the bar. */
  shown: string;
  strong: boolean;
}

interface Props {
  rows: LabelledBar[];
  /** The value of a bar over the whole width; the largest value by default. */
  whole?: number;
}

const THICK = 16;

/** Labelled bars, with their numbers at the end. A table repeats the numbers. */
export function Bars({ rows, whole }: Props) {
  const most = Math.max(whole ?? 0, ...rows.map(({ value }) => value), 1);
  return (
    <ul aria-hidden className="mt-2 mb-6 grid grid-cols-1 gap-3">
      {rows.map(({ key, label, value, shown, strong }) => (
        <li key={key} className={clsx(strong && "font-semibold")}>
          <p className="truncate font-serif text-[0.9375rem]">{label}</p>
          <div className="grid grid-cols-[minmax(0,1fr)_6.25rem] items-center gap-2.5 text-sm">
            <BarRow height={THICK}>
              <Bar height={THICK} percent={100} fill="var(--sunken)" />
              <Bar
                height={THICK}
                percent={(100 * value) / most}
                fill={strong ? "var(--accent)" : "var(--muted)"}
              />
            </BarRow>
            <span className="tabular-nums">{shown}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
