import type { Level, Thing } from "@/server/notifications/schema";

/** Names on the button. */
export const FOLLOWED: Record<Thing, string> = {
  thread: "discussion",
  paper: "paper",
  author: "author",
  topic: "topic",
  group: "group",
};

/** Says on the button what the viewer follows or mutes, or could follow. */
export function followInWords(thing: Thing, level: Level | null): string {
  if (level === "follow") return `Following ${FOLLOWED[thing]}`;
  return level === "mute" ? `Muted ${FOLLOWED[thing]}` : `Follow ${FOLLOWED[thing]}`;
}
