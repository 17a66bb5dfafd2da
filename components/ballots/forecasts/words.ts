import { BALLOTS_NEEDED, PARTS } from "@/server/ballots/forecasts/rules";
import { countInWords } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";

/** Forecasts after which the series is worth a judgement. */
const ENOUGH = 10;

/** A chance of a forecast: "34%", "under 1%". */
export function chanceInWords(chance: number): string {
  if (chance > 0 && chance < PARTS / 100) return "under 1%";
  return `${Math.round((100 * chance) / PARTS)}%`;
}

/** A score with two digits, of which 0.00 is perfect. */
export function scoreInWords(score: number): string {
  return score.toFixed(2);
}

/** When a ballot has a forecast. */
export const WHEN_FORECAST = `A forecast is made when a ballot of two papers or more opens in a group whose earlier ballots have chosen a paper at least ${BALLOTS_NEEDED} times.`;

type Summary = NonNullable<RouterOutputs["ballots"]["forecasts"]["summary"]>;

/** Says in sentences how much a series of forecasts is worth. */
export function worthInWords(summary: Summary): string[] {
  const { forecasts, brier, even, favourites, favouritesChosen, byLot } = summary;
  const said = [];
  if (favourites > 0) {
    said.push(
      `The favourite of the forecast was chosen on ${favouritesChosen} of ${countInWords(favourites, "ballot")}. Papers drawn by lot would have been chosen on about ${Number(byLot.toFixed(1))}.`,
    );
  }
  said.push(
    `The mean score is ${scoreInWords(brier)}, and that of an even guess ${scoreInWords(even)}: 0 is perfect, and 2 is the worst.`,
  );
  if (forecasts < ENOUGH)
    said.push(`After ${countInWords(forecasts, "forecast")} this may well be chance.`);
  else if (brier < even) said.push("So the forecasts have been better than an even guess.");
  else said.push("So the forecasts have been no better than an even guess: do not rely on them.");
  return said;
}
