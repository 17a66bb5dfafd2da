import { ONE, ZERO } from "../exact";
import type { PerpetualRule } from "./history";

/**
 * Perpetual quota: in each round a voter may expect a share, the largest part of the voters behind any
 * candidate that they approve; a win takes 1 off. Voters who have had more than they could expect count nothing
 * until it evens out. (Lackner, _Perpetual voting_, AAAI 2020.)
 */
export const quota: PerpetualRule = {
  start: ZERO,
  arrive: (carried, { largest, voters }) => carried.add(largest, voters),
  leave: (arrived, { won }) => (won ? arrived.sub(ONE) : arrived),
};
