import { confirmLink } from "../../fixtures/digests";
import { as } from "../callers";
import { doing, handle } from "./acts";
import type { Race } from "./race";

/** Races of people, and of what is sent to them. */
export const PEOPLE_RACES: Record<string, Race> = {
  "two take one handle": { acts: [handle("ada"), handle("bela")], once: true },
  "a subscription is confirmed, and ended by its link": {
    acts: [
      ({ email, asking }) =>
        as(asking).digests.confirm({ token: confirmLink(email, "UTC", new Date()) }),
      doing("digests.unsubscribe"),
    ],
  },
  "a subscription is changed, and ended by its link": {
    acts: [doing("digests.unsubscribe"), doing("digests.change")],
  },
  "a thread is followed, and muted by a link": {
    acts: [doing("notifications.follow"), doing("notifications.muteByLink")],
  },
};
