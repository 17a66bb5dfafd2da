// What the acts in the table of procedures send.
import { randomUUID } from "node:crypto";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { HOUR } from "../fixtures/ballots";

export const day = (days: number) => new Date(Date.now() + days * 24 * HOUR);
export const words = () => ({ body: "Words.", clientKey: randomUUID() });
export const draft = (nominationId: string) => ({
  ...USUAL_CHOICES,
  opensAt: null,
  closesAt: day(1),
  nominationIds: [nominationId],
  draft: true,
});
export const rhythm = {
  ...USUAL_CHOICES,
  fromDay: "2026-01-01",
  everyWeeks: 1,
  opensOn: 1,
  opensTime: "08:00",
  closesOn: 5,
  closesTime: "18:00",
  candidates: 5,
};
/** A list of no feeds, for which nobody is asked. */
export const NO_FEEDS = "<opml><body></body></opml>";
export const watched = () => ({
  place: { kind: "openalex" as const, query: `trees ${randomUUID()}` },
  ...{ name: "Trees", perDay: 5 },
});
export const asked = { days: 0, minutes: 60, place: "Here", link: "" };
export const about = { timeZone: "UTC" };
export const corrected = (title: string) => ({
  title,
  authors: ["A. Author"],
  abstract: "Other words.",
});
export const reason = "Because.";
