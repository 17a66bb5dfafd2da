import type { Door } from "./door";

/** The doors of watches. */
export const WATCH_DOORS: Record<string, Door> = {
  "watches.list": "organizer",
  "watches.preview": "organizer",
  "watches.add": "organizer",
  "watches.change": "organizer",
  "watches.pause": "organizer",
  "watches.run": "organizer",
  "watches.remove": "organizer",
  "watches.suggestions": "member",
  "watches.dismiss": "organizer",

  "siteWatches.list": "moderator",
  "siteWatches.preview": "moderator",
  "siteWatches.add": "moderator",
  "siteWatches.change": "moderator",
  "siteWatches.pause": "moderator",
  "siteWatches.run": "moderator",
  "siteWatches.remove": "moderator",
};
