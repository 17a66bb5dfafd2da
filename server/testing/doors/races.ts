import { BALLOT_RACES } from "./races/ballots";
import { GROUP_RACES } from "./races/groups";
import { MEETING_RACES } from "./races/meetings";
import { PAPER_RACES } from "./races/papers";
import { PEOPLE_RACES } from "./races/people";
import type { Race } from "./races/race";
import { THREAD_RACES } from "./races/threads";

/** Pairs of acts that meet at the same moment; each pair is tried in both orders. */
export const RACES: Record<string, Race> = {
  ...BALLOT_RACES,
  ...GROUP_RACES,
  ...MEETING_RACES,
  ...THREAD_RACES,
  ...PAPER_RACES,
  ...PEOPLE_RACES,
};
