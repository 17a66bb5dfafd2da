import { Wide } from "@/components/ui/wide";
import { shortNumber, shortTitle } from "./amounts";
import { type FlowBand, type Irv, layOutFlow } from "./flow";

interface Props {
  result: Irv;
  titleOf(candidate: string): string;
}

/** Distance from one round to the next, and width of a block, in pixels. */
const PITCH = 190;
const BLOCK = 14;
const TITLE = 22;

/** The movement of votes from round to round. The table below repeats it. */
export function FlowPicture({ result, titleOf }: Props) {
  const { nodes, bands, height } = layOutFlow(result, result.ranking.flat());
  const width = PITCH * Math.max(1, result.rounds.length);
  return (
    <Wide label="The rounds as a picture">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${height}`}
        style={{ minWidth: width, maxWidth: width * 1.4 }}
        className="w-full print:min-w-0!"
      >
        {bands.map((band) => (
          <Band key={band.key} band={band} won={band.to.candidate === result.winner} />
        ))}
        {nodes.map(({ key, candidate, round, votes, y, height }) => {
          const won = candidate === result.winner;
          return (
            <g key={key}>
              <text
                x={round * PITCH}
                y={y - 6}
                fontSize={12}
                fontWeight={won ? 600 : 400}
                fill={candidate === null ? "var(--muted)" : "var(--ink)"}
                // An outline, so that words stay readable over the bands.
                stroke="var(--page)"
                strokeWidth={4}
                paintOrder="stroke"
              >
                {shortNumber(votes)} ·{" "}
                {candidate === null ? "no longer count" : shortTitle(titleOf(candidate), TITLE)}
              </text>
              <rect
                x={round * PITCH}
                y={y}
                width={BLOCK}
                height={Math.max(1, height)}
                fill={won ? "var(--accent)" : candidate === null ? "var(--line)" : "var(--muted)"}
              />
            </g>
          );
        })}
      </svg>
    </Wide>
  );
}

/** Bands of moving votes have a dashed edge, so that they differ without colour. */
function Band({ band, won }: { band: FlowBand; won: boolean }) {
  const { round, stays, from, to, height } = band;
  const [x, end] = [round * PITCH + BLOCK, (round + 1) * PITCH];
  const middle = (x + end) / 2;
  const edge = (a: number, b: number) => `${middle} ${a}, ${middle} ${b}`;
  const path = `M${x} ${from.y} C${edge(from.y, to.y)}, ${end} ${to.y} V${to.y + height} C${edge(to.y + height, from.y + height)}, ${x} ${from.y + height} Z`;
  return (
    <path
      d={path}
      fill={won ? "var(--accent)" : "var(--muted)"}
      fillOpacity={stays ? 0.14 : 0.3}
      stroke={stays ? "none" : won ? "var(--accent)" : "var(--muted)"}
      strokeDasharray="3 3"
    />
  );
}
