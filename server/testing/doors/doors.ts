import { BALLOT_DOORS } from "./table/ballots";
import { DIGEST_DOORS } from "./table/digests";
import type { Door } from "./table/door";
import { GROUP_DOORS } from "./table/groups";
import { MEETING_DOORS } from "./table/meetings";
import { MODERATION_DOORS } from "./table/moderation";
import { PAPER_DOORS } from "./table/papers";
import { PEOPLE_DOORS } from "./table/people";
import { SHELF_DOORS } from "./table/shelves";
import { THREAD_DOORS } from "./table/threads";
import { WATCH_DOORS } from "./table/watches";

/** Every procedure and its door. The doors test tries each one as every kind of caller. */
export const DOORS: Record<string, Door> = {
  ...PEOPLE_DOORS,
  ...PAPER_DOORS,
  ...GROUP_DOORS,
  ...BALLOT_DOORS,
  ...WATCH_DOORS,
  ...MEETING_DOORS,
  ...SHELF_DOORS,
  ...THREAD_DOORS,
  ...MODERATION_DOORS,
  ...DIGEST_DOORS,
  "live.changes": "anybody",
};
