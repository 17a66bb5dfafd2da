import type { z } from "zod";
import { suggestClosingTimes } from "@/server/ballots/rules";
import { type ballotForm, USUAL_CHOICES } from "@/server/ballots/schema";
import { type WallClock, wallClockOf } from "@/server/platform/time/local-time";
import type { RouterOutputs } from "@/trpc/client";

export type BallotDefaults = z.input<ReturnType<typeof ballotForm>>;

/** Candidates ticked at first: as many as people compare with care. */
const TICKED_AT_FIRST = 12;

/** Default values for the form of a new ballot. @param busy whether another ballot is open */
export function newBallotDefaults(
  pool: RouterOutputs["nominations"]["choice"],
  timeZone: string,
  now: Date,
  busy: boolean,
): BallotDefaults {
  const inThreeDays = suggestClosingTimes(now, timeZone).find(
    ({ label }) => label === "In three days",
  );
  return {
    ...USUAL_CHOICES,
    opensAt: null,
    draft: busy,
    closesAt: toWallClock(inThreeDays),
    nominationIds: pool.slice(0, TICKED_AT_FIRST).map(({ id }) => id),
  };
}

/** Default values for the form of a draft. */
export function draftDefaults(
  ballot: RouterOutputs["ballots"]["page"],
  pool: RouterOutputs["nominations"]["choice"],
  timeZone: string,
): BallotDefaults {
  const { rule, tieBreak, electorate, candidateList, sight, secret, quorum, quorumMissed } = ballot;
  const waiting = new Set(pool.map(({ id }) => id));
  return {
    rule,
    tieBreak,
    electorate,
    candidateList,
    sight,
    secret,
    quorum,
    quorumMissed,
    opensAt: ballot.opensAt && wallClockOf(ballot.opensAt, timeZone),
    draft: ballot.opensAt === null,
    closesAt: wallClockOf(ballot.closesAt, timeZone),
    // Nominations that were withdrawn or chosen meanwhile are left out.
    nominationIds: ballot.candidates
      .map(({ nomination }) => nomination.id)
      .filter((id) => waiting.has(id)),
  };
}

export function toWallClock(choice: WallClock | undefined): WallClock {
  return { date: choice?.date ?? "", time: choice?.time ?? "" };
}
