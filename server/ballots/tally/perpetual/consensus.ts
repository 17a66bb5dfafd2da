import Fraction from "fraction.js";
import { ONE } from "../exact";
import type { PerpetualRule } from "./history";

/**
 * Perpetual consensus: everybody starts with 1. The winner's approvers with a number above 0 share a cost
 * equal to the number of voters, and then every voter gains 1. A debt counts as nothing.
 * (Lackner, _Perpetual voting_, AAAI 2020.)
 */
export const consensus: PerpetualRule = {
  start: ONE,
  arrive: (carried) => carried,
  leave: (arrived, { won, voters, payers }) =>
    won && arrived.gt(0) ? arrived.sub(new Fraction(voters, payers)).add(ONE) : arrived.add(ONE),
};
