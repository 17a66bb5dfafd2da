import { words } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of threads. */
export const THREAD_ACTIONS: Record<string, Action> = {
  "threads.add": ({ ada, paper }) => as(ada).threads.add({ paper, seenNumber: 2, ...words() }),
  "threads.addInGroup": ({ ada, reading: { group, paper } }) =>
    as(ada).threads.addInGroup({ group, paper, seenNumber: 2, ...words() }),
  "threads.addOnMeeting": ({ ada, reading: { group, mine } }) =>
    as(ada).threads.addOnMeeting({ group, meetingId: mine, ...words() }),
  "threads.edit": ({ ada, open }) =>
    as(ada).threads.edit({ commentId: open.adas, body: "Others." }),
  "threads.remove": ({ ada, open }) => as(ada).threads.remove({ commentId: open.adas }),
  "threads.preview": ({ ada }) => as(ada).threads.preview({ body: "Words." }),
  "threads.previewInGroup": ({ ada, reading: { group } }) =>
    as(ada).threads.previewInGroup({ group, body: "Words." }),
  "threads.react": ({ ada, open }) =>
    as(ada).threads.react({ commentId: open.belas, kind: "thanks", on: true }),
  "threads.markAnswered": ({ ada, open }) =>
    as(ada).threads.markAnswered({ commentId: open.adas, answered: true }),
  "threads.pin": ({ ada, inside }) =>
    as(ada).threads.pin({ commentId: inside.belas, pinned: true }),
  "threads.seen": ({ ada, open }) => as(ada).threads.seen({ threadId: open.id, number: 2 }),
};
