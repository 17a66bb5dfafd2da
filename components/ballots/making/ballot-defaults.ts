import type { z } from "zod";
import { suggestClosingTimes, suggestLikeLast } from "@/server/ballots/rules";
import {
  type BallotChoices,
  ballotChoices,
  type ballotForm,
  USUAL_CHOICES,
} from "@/server/ballots/schema";
import { type WallClock, wallClockOf } from "@/server/platform/time/local-time";
import type { RouterOutputs } from "@/trpc/client";

export type BallotDefaults = z.input<ReturnType<typeof ballotForm>>;

/** Candidates ticked at first: as many as people compare with care. */
const TICKED_AT_FIRST = 12;

/** The choices of a ballot and its closing time, which the next one can take over. */
export type Choices = BallotChoices & Pick<BallotDefaults, "closesAt">;

/** The site's usual choices. */
export function usualChoices(timeZone: string, now: Date): Choices {
  const inThreeDays = suggestClosingTimes(now, timeZone).find(
    ({ label }) => label === "In three days",
  );
  return { ...USUAL_CHOICES, closesAt: toWallClock(inThreeDays) };
}

/** The choices of an earlier ballot, open for as many days as that one. */
export function choicesLike(
  last: BallotChoices & { openedAt: Date; closesAt: Date },
  timeZone: string,
  now: Date,
): Choices {
  return { ...ballotChoices.parse(last), closesAt: suggestLikeLast(last, now, timeZone) };
}

/** Default values for the form of a new ballot, with papers that are on no open ballot. */
export function newBallotDefaults(
  pool: RouterOutputs["nominations"]["choice"],
  choices: Choices,
): BallotDefaults {
  return {
    ...choices,
    title: "",
    note: "",
    opensAt: null,
    draft: false,
    nominationIds: pool
      .filter(({ standing }) => !standing)
      .slice(0, TICKED_AT_FIRST)
      .map(({ id }) => id),
  };
}

/** Default values for a copy of a ballot: its choices and words, and its candidates that are still in the pool. */
export function copyDefaults(
  ballot: RouterOutputs["ballots"]["page"],
  pool: RouterOutputs["nominations"]["choice"],
  choices: Choices,
): BallotDefaults {
  const { title, note } = ballot;
  const nominationIds = stillInPool(ballot, pool);
  return { ...newBallotDefaults(pool, choices), title, note, nominationIds };
}

function stillInPool(
  { candidates }: Pick<RouterOutputs["ballots"]["page"], "candidates">,
  pool: RouterOutputs["nominations"]["choice"],
): string[] {
  const waiting = new Set(pool.map(({ id }) => id));
  return candidates.map(({ nomination }) => nomination.id).filter((id) => waiting.has(id));
}

/** Default values for the form of a draft. */
export function draftDefaults(
  ballot: RouterOutputs["ballots"]["page"],
  pool: RouterOutputs["nominations"]["choice"],
  timeZone: string,
): BallotDefaults {
  const { title, note } = ballot;
  return {
    ...ballotChoices.parse(ballot),
    title,
    note,
    opensAt: ballot.opensAt && wallClockOf(ballot.opensAt, timeZone),
    draft: ballot.opensAt === null,
    closesAt: wallClockOf(ballot.closesAt, timeZone),
    // Nominations that were withdrawn or chosen meanwhile are left out.
    nominationIds: stillInPool(ballot, pool),
  };
}

export function toWallClock(choice: WallClock | undefined): WallClock {
  return { date: choice?.date ?? "", time: choice?.time ?? "" };
}
