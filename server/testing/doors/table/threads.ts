import type { Door } from "./door";

/** The doors of threads. */
export const THREAD_DOORS: Record<string, Door> = {
  "threads.ofPaper": "anybody",
  "threads.ofGroup": "member",
  "threads.recentInGroup": "member",
  "threads.inMyGroups": "person",
  "threads.add": "person",
  "threads.addInGroup": "member",
  "threads.edit": "person",
  "threads.remove": "person",
  "threads.preview": "person",
  "threads.previewInGroup": "member",
  "threads.ofMeeting": "member",
  "threads.addOnMeeting": "member",
  "threads.versions": "anybody",
  "threads.react": "person",
  "threads.markAnswered": "person",
  "threads.pin": "person",
  "threads.seen": "person",
  "threads.mentionable": "person",
  "threads.mentionableInGroup": "member",
};
