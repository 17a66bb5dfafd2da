import { confirmLink, DAILY } from "../../fixtures/digests";
import { about, day } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of notifications, digests and outgoing email. */
export const DIGEST_ACTIONS: Record<string, Action> = {
  "notifications.mark": ({ ada, open }) =>
    as(ada).notifications.mark({
      key: `answer:${open.id}`,
      from: day(-1),
      until: day(1),
      read: true,
    }),
  "notifications.markAll": ({ ada }) => as(ada).notifications.markAll({ until: day(1) }),
  "notifications.readThread": ({ ada, open }) =>
    as(ada).notifications.readThread({ threadId: open.id }),
  "notifications.choose": ({ ada }) =>
    as(ada).notifications.choose({ kind: "answer", via: "none" }),
  "notifications.follow": ({ ada, paperId }) =>
    as(ada).notifications.follow({ what: { thing: "paper", id: paperId }, level: "follow" }),
  "notifications.chooseInGroup": ({ ada, reading: { group } }) =>
    as(ada).notifications.chooseInGroup({ group, kind: "ballot", via: "none" }),
  "notifications.chooseForGroup": ({ ada, alone }) =>
    as(ada).notifications.chooseForGroup({ group: alone.slug, kind: "ballot", via: "app" }),
  "notifications.undoMute": ({ ada, links }) =>
    as(ada).notifications.undoMute({ token: links.mute }),
  "notifications.muteByLink": ({ ada, links }) =>
    as(ada).notifications.muteByLink({ token: links.mute }),

  "digests.acceptOffer": ({ ada, alone }) => as(ada).digests.acceptOffer({ group: alone.slug }),
  "digests.create": ({ ada }) => as(ada).digests.create(DAILY),
  "digests.change": ({ ada, subscriptionId }) =>
    as(ada).digests.change({ subscriptionId, subscription: { ...DAILY, hour: 9 } }),
  "digests.delete": ({ ada, subscriptionId }) => as(ada).digests.delete({ subscriptionId }),
  "digests.sendNow": ({ ada, subscriptionId }) => as(ada).digests.sendNow({ subscriptionId }),
  "digests.subscribe": ({ ada, email }) => as(ada).digests.subscribe({ email, ...about }),
  "digests.confirm": ({ ada, email }) =>
    as(ada).digests.confirm({ token: confirmLink(email, "UTC", new Date()) }),
  "digests.changeByLink": ({ ada, links }) =>
    as(ada).digests.changeByLink({
      token: links.manage,
      subscription: { cadence: "daily", hour: 9, timeZone: "UTC" },
    }),
  "digests.upvoteByMail": ({ ada, links }) => as(ada).digests.upvoteByMail({ token: links.upvote }),
  "digests.opinionByMail": ({ ada, links }) =>
    as(ada).digests.opinionByMail({ token: links.opinion, answer: "yes" }),
  "digests.answerByMail": ({ ada, links }) =>
    as(ada).digests.answerByMail({ token: links.answer, answer: "yes" }),
  "digests.unsubscribe": ({ ada, links }) =>
    as(ada).digests.unsubscribe({ token: links.unsubscribe }),

  "mail.retry": ({ ada, digestId }) => as(ada).mail.retry({ digestId }),
  "mail.retryRecent": ({ ada }) => as(ada).mail.retryRecent(),
  "mail.suppress": ({ ada, bela }) =>
    as(ada).mail.suppress({ email: `${bela.handle}@example.org`, note: "No." }),
  "mail.unsuppress": async ({ ada, bela }) =>
    as(ada).mail.unsuppress({ email: `${bela.handle}@example.org` }),
};
