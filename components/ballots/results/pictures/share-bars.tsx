import clsx from "clsx";
import { Bar, BarRow } from "@/components/ui/charts/bar";

/** A member of a picture. */
interface ShareRow {
  key: string;
  name: string;
  mine: boolean;
  /** Percent of the ballots on which the member voted. */
  won: number;
  plain: number;
}

const TICKS = [0, 25, 50, 75, 100];
const ROW = "grid grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-2 pe-10";

/** Two bars for each member: how often their choice won, and would have won by plain approval. */
export function ShareBars({ rows }: { rows: ShareRow[] }) {
  return (
    <div aria-hidden className="my-3 text-xs">
      <ul className="grid grid-cols-1 gap-4">
        {rows.map(({ key, name, mine, won, plain }) => (
          <li key={key} className={clsx(ROW, mine && "font-semibold")}>
            <bdi className="truncate text-muted text-sm">{name}</bdi>
            <BarRow height={28}>
              <Bar height={14} percent={won} fill="var(--accent)" />
              <text x={`${won}%`} y={7} dx={6} dominantBaseline="central" fill="var(--ink)">
                {won}%
              </text>
              <Bar y={17} height={10} percent={plain} fill="var(--muted)" hollow />
            </BarRow>
          </li>
        ))}
      </ul>
      <div className={clsx(ROW, "mt-3 text-muted")}>
        <span />
        <svg aria-hidden="true" width="100%" height={26} className="block overflow-visible">
          <line x2="100%" stroke="var(--muted)" />
          {TICKS.map((share) => (
            <g key={share}>
              <line x1={`${share}%`} x2={`${share}%`} y2={5} stroke="var(--muted)" />
              <text x={`${share}%`} y={20} textAnchor="middle" fill="var(--muted)">
                {share}%
              </text>
            </g>
          ))}
        </svg>
      </div>
    </div>
  );
}
