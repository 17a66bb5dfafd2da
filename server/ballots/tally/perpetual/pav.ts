import { ONE } from "../exact";
import type { PerpetualRule } from "./history";

/**
 * Perpetual PAV: everybody starts with 1, and a vote that wins goes from w to w / (w + 1), which is
 * 1, 1/2, 1/3 and so on. (Lackner, _Perpetual voting_, AAAI 2020; the weights are those of Thiele,
 * _Om Flerfoldsvalg_, 1895.)
 */
export const pav: PerpetualRule = {
  start: ONE,
  arrive: (carried) => carried,
  leave: (arrived, { won }) => (won ? arrived.div(arrived.add(ONE)) : arrived),
};
