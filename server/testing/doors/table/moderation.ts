import type { Door } from "./door";

/** The doors of moderation. */
export const MODERATION_DOORS: Record<string, Door> = {
  "moderation.report": "person",
  "moderation.reports": "organizer",
  "moderation.publicReports": "moderator",
  "moderation.hide": "person",
  "moderation.restore": "person",
  "moderation.remove": "person",
  "moderation.dismiss": "person",
  "moderation.lock": "person",
  "moderation.unlock": "person",
  "moderation.reportObjection": "member",
  "moderation.objectionReports": "organizer",
  "moderation.removeObjection": "organizer",
  "moderation.dismissObjection": "organizer",
  "moderation.suspend": "organizer",
  "moderation.reinstate": "organizer",
  "moderation.suspensions": "organizer",
  "moderation.mySuspension": "visitor",
  "moderation.groupLog": "visitor",
  "moderation.log": "person",
};
