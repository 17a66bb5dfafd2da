import Fraction from "fraction.js";
import { ONE } from "../exact";
import type { PerpetualRule } from "./history";

/**
 * Perpetual consensus: everybody starts with 1; the winner's approvers that have something share a
 * cost of as much as there are voters, and then every voter gains 1. A debt counts as nothing.
 * (Lackner, _Perpetual voting_, AAAI 2020.)
 */
export const consensus: PerpetualRule = {
  start: ONE,
  arrive: (carried) => carried,
  leave: (arrived, { won, voters, payers }) =>
    won && arrived.gt(0) ? arrived.sub(new Fraction(voters, payers)).add(ONE) : arrived.add(ONE),
};
