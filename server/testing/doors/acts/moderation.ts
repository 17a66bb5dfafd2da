import { reason } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of moderation. */
export const MODERATION_ACTIONS: Record<string, Action> = {
  "moderation.report": ({ ada, open }) =>
    as(ada).moderation.report({ commentId: open.belas, reason }),
  "moderation.hide": ({ ada, open }) => as(ada).moderation.hide({ commentId: open.belas, reason }),
  "moderation.restore": ({ ada, open }) =>
    as(ada).moderation.restore({ commentId: open.hidden, reason }),
  "moderation.remove": ({ ada, open }) =>
    as(ada).moderation.remove({ commentId: open.belas, reason }),
  "moderation.dismiss": ({ ada, open }) =>
    as(ada).moderation.dismiss({ commentId: open.belas, reason }),
  "moderation.lock": ({ ada, open }) => as(ada).moderation.lock({ threadId: open.id, reason }),
  "moderation.unlock": ({ ada, lockedId }) =>
    as(ada).moderation.unlock({ threadId: lockedId, reason }),
  "moderation.reportObjection": ({ ada, bela, reading: { group, free } }) =>
    as(ada).moderation.reportObjection({ group, nominationId: free, handle: bela.handle, reason }),
  "moderation.removeObjection": ({ ada, bela, reading: { group, free } }) =>
    as(ada).moderation.removeObjection({ group, nominationId: free, handle: bela.handle, reason }),
  "moderation.dismissObjection": ({ ada, bela, reading: { group, free } }) =>
    as(ada).moderation.dismissObjection({ group, nominationId: free, handle: bela.handle, reason }),
  "moderation.suspend": ({ ada, bela, reading: { group } }) =>
    as(ada).moderation.suspend({ group, handle: bela.handle, days: 3, reason }),
  "moderation.reinstate": ({ ada, reading: { group, suspended } }) =>
    as(ada).moderation.reinstate({ group, handle: suspended, reason }),
};
