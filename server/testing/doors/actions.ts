import type { Action } from "./acts/action";
import { BALLOT_ACTIONS } from "./acts/ballots";
import { DIGEST_ACTIONS } from "./acts/digests";
import { GROUP_ACTIONS } from "./acts/groups";
import { MEETING_ACTIONS } from "./acts/meetings";
import { MODERATION_ACTIONS } from "./acts/moderation";
import { PAPER_ACTIONS } from "./acts/papers";
import { PEOPLE_ACTIONS } from "./acts/people";
import { SHELF_ACTIONS } from "./acts/shelves";
import { THREAD_ACTIONS } from "./acts/threads";
import { WATCH_ACTIONS } from "./acts/watches";

/** Every procedure that changes something, called by Ada at the moment when Ada deletes the account. */
export const ACTIONS: Record<string, Action> = {
  ...PEOPLE_ACTIONS,
  ...PAPER_ACTIONS,
  ...GROUP_ACTIONS,
  ...BALLOT_ACTIONS,
  ...WATCH_ACTIONS,
  ...MEETING_ACTIONS,
  ...SHELF_ACTIONS,
  ...THREAD_ACTIONS,
  ...MODERATION_ACTIONS,
  ...DIGEST_ACTIONS,
};
