import { randomUUID } from "node:crypto";
import { confirmLink, DAILY } from "../fixtures/digests";
import { THURSDAYS } from "../fixtures/meetings";
import { SHELF_ACTIONS } from "../fixtures/shelf-acts";
import {
  about,
  asked,
  corrected,
  day,
  draft,
  NO_FEEDS,
  reason,
  rhythm,
  watched,
  words,
} from "./action-inputs";
import { as } from "./callers";
import type { LeavingWorld } from "./leaving-world";

/** An act of somebody in Ada's world. */
export type Action = (world: LeavingWorld) => Promise<unknown>;

/** Every procedure that changes something, called by Ada at the moment when Ada deletes the account. */
export const ACTIONS: Record<string, Action> = {
  "people.requestLink": ({ ada, email }) => as(ada).people.requestLink({ email, to: "/" }),
  "people.welcome": ({ ada, tag }) => as(ada).people.welcome({ name: `Ada ${tag}`, ...about }),
  "people.updateProfile": ({ ada, tag }) =>
    as(ada).people.updateProfile({ name: `Ada ${tag}`, handle: `${tag}-2`, ...about }),
  "people.requestEmailChange": ({ ada, email }) =>
    as(ada).people.requestEmailChange({ email: `other-${email}` }),
  "people.confirmEmailChange": ({ ada, change }) =>
    as(ada).people.confirmEmailChange({ token: change }),
  "people.disconnectAccount": ({ ada }) => as(ada).people.disconnectAccount({ provider: "github" }),
  "people.signOutEverywhere": ({ ada }) => as(ada).people.signOutEverywhere(),
  "people.block": ({ ada, bela }) => as(ada).people.block({ handle: bela.handle }),
  "people.unblock": ({ ada, asking }) => as(ada).people.unblock({ handle: asking.handle }),
  "people.deleteAccount": ({ ada }) => as(ada).people.deleteAccount({ handle: ada.handle }),

  "papers.upvote": ({ ada, paperId }) => as(ada).papers.upvote({ paperId, on: true }),
  "papers.readPasted": ({ ada }) => as(ada).papers.readPasted({ text: "only words" }),
  "papers.findReference": ({ ada }) => as(ada).papers.findReference({ words: "only words" }),
  "papers.fetchPasted": ({ ada }) => as(ada).papers.fetchPasted({ text: "only words" }),
  "papers.await": ({ ada }) => as(ada).papers.await({ text: "arXiv:2605.01234" }),
  "papers.stopAwaiting": async ({ ada }) => {
    await as(ada).papers.await({ text: "arXiv:2605.04321" });
    const [waiting] = await as(ada).papers.awaited();
    await as(ada).papers.stopAwaiting({ awaitedId: waiting?.id ?? "" });
  },
  "papers.add": ({ ada }) =>
    as(ada).papers.add({ title: `On ${randomUUID()}`, abstract: "Words.", authors: ["A. Author"] }),
  "papers.edit": ({ ada, paperId }) =>
    as(ada).papers.edit({ paperId, basedOn: 1, ...corrected(`On ${randomUUID()}`) }),
  "papers.undo": ({ ada, changeId }) => as(ada).papers.undo({ changeId }),
  "papers.stateStatus": ({ ada, paperId }) =>
    as(ada).papers.stateStatus({ paperId, status: "retracted", since: "", link: "", reason }),
  "papers.delete": ({ ada, spare }) => as(ada).papers.delete({ paperId: spare.id }),
  "papers.merge": ({ ada, paperId, spare }) =>
    as(ada).papers.merge({ keptId: spare.id, otherId: paperId }),
  "papers.undoMerge": ({ ada, mergeId }) => as(ada).papers.undoMerge({ mergeId }),
  "papers.tellApart": ({ ada, paperId, spare }) =>
    as(ada).papers.tellApart({ paperId, otherId: spare.id }),
  "papers.chooseTopic": ({ ada, paperId }) =>
    as(ada).papers.chooseTopic({ paperId, topic: "speech", accepted: true }),
  "papers.saveTopic": ({ ada, topics, paper }) => {
    const words = [paper.split("-").at(-1) as string];
    return as(ada).papers.saveTopic({ topic: topics.kept, name: `Topic ${randomUUID()}`, words });
  },
  "papers.mergeTopics": ({ ada, topics }) =>
    as(ada).papers.mergeTopics({ kept: "vision", other: topics.kept }),
  "papers.undoTopicMerge": ({ ada, topics }) =>
    as(ada).papers.undoTopicMerge({ topic: topics.merged }),
  "papers.undoImport": ({ ada, importId }) => as(ada).papers.undoImport({ importId }),
  "papers.suggest": ({ ada, spare: { id: paperId } }) =>
    as(ada).papers.suggest({ paperId, basedOn: 0, ...corrected("Other"), reason }),
  "papers.takeSuggestionBack": ({ ada, ownSuggestionId: suggestionId }) =>
    as(ada).papers.takeSuggestionBack({ suggestionId }),
  "papers.acceptSuggestion": ({ ada, suggestionId }) =>
    as(ada).papers.acceptSuggestion({ suggestionId, basedOn: 1 }),
  "papers.declineSuggestion": ({ ada, suggestionId }) =>
    as(ada).papers.declineSuggestion({ suggestionId, reason }),

  "groups.create": ({ ada }) => as(ada).groups.create({ name: "Reading", ...about }),
  "groups.join": ({ ada, joinable }) => as(ada).groups.join({ group: joinable.slug }),
  "groups.ask": ({ ada, askable }) => as(ada).groups.ask({ group: askable.slug, message: "" }),
  "groups.leave": ({ ada, reading: { group } }) => as(ada).groups.leave({ group }),
  "groups.update": ({ ada, alone }) =>
    as(ada).groups.update({ group: alone.slug, name: "Other", ...about }),
  "groups.answerRequest": ({ ada, reading: { group }, requestId }) =>
    as(ada).groups.answerRequest({ group, requestId, accept: true }),
  "groups.inviteByLink": ({ ada, reading: { group } }) => as(ada).groups.inviteByLink({ group }),
  "groups.inviteByEmail": ({ ada, reading: { group } }) =>
    as(ada).groups.inviteByEmail({ group, addresses: `${randomUUID()}@example.org` }),
  "groups.revokeInvitation": ({ ada, reading: { group }, invitationId }) =>
    as(ada).groups.revokeInvitation({ group, invitationId }),
  "groups.resendInvitation": ({ ada, reading: { group }, emailedId }) =>
    as(ada).groups.resendInvitation({ group, invitationId: emailedId }),
  "groups.extendInvitation": ({ ada, reading: { group }, emailedId }) =>
    as(ada).groups.extendInvitation({ group, invitationId: emailedId }),
  "groups.correctInvitation": ({ ada, reading: { group }, emailedId }) =>
    as(ada).groups.correctInvitation({
      group,
      invitationId: emailedId,
      email: `${randomUUID()}@example.org`,
    }),
  "groups.removeMember": ({ ada, bela, reading: { group } }) =>
    as(ada).groups.removeMember({ group, handle: bela.handle }),
  "groups.setRole": ({ ada, alone }) =>
    as(ada).groups.setRole({ group: alone.slug, handle: ada.handle, role: "member" }),
  "groups.handOver": ({ ada, alone }) =>
    as(ada).groups.handOver({ group: alone.slug, handle: ada.handle }),
  "groups.move": ({ ada, alone }) =>
    as(ada).groups.move({ group: alone.slug, slug: `g-${randomUUID().slice(0, 12)}x` }),
  "groups.archive": ({ ada, alone }) => as(ada).groups.archive({ group: alone.slug }),
  "groups.reopen": ({ ada, alone }) => as(ada).groups.reopen({ group: alone.slug }),
  "groups.askToEnd": ({ ada, alone }) =>
    as(ada).groups.askToEnd({ group: alone.slug, name: alone.name }),
  "groups.keep": ({ ada, alone }) => as(ada).groups.keep({ group: alone.slug }),
  "groups.acceptInvitation": ({ ada, invitation }) =>
    as(ada).groups.acceptInvitation({ token: invitation }),

  "nominations.nominate": ({ ada, reading: { group }, paperId }) =>
    as(ada).nominations.nominate({ group, paperId }),
  "nominations.withdraw": ({ ada, reading: { group, free } }) =>
    as(ada).nominations.withdraw({ group, nominationId: free }),
  "nominations.object": ({ ada, reading: { group, free } }) =>
    as(ada).nominations.object({ group, nominationId: free, reason: "Too long." }),
  "nominations.offer": ({ ada, reading: { group, free } }) =>
    as(ada).nominations.offer({ group, nominationId: free, on: true }),

  "ballots.create": ({ ada, reading: { group, free } }) =>
    as(ada).ballots.create({ group, ...draft(free) }),
  "ballots.edit": ({ ada, alone }) =>
    as(ada).ballots.edit({
      group: alone.slug,
      ballotId: alone.draftId,
      ...draft(alone.nominationId),
    }),
  "ballots.open": ({ ada, alone }) =>
    as(ada).ballots.open({ group: alone.slug, ballotId: alone.draftId }),
  "ballots.vote": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.vote({ group, ballotId, answer: { approvals: [] } }),
  "ballots.addCandidate": ({ ada, reading: { group, ballotId, free } }) =>
    as(ada).ballots.addCandidate({ group, ballotId, nominationId: free }),
  "ballots.freeze": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.freeze({ group, ballotId }),
  "ballots.change": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.change({ group, ballotId, title: "Which one?", note: "", closesAt: day(3) }),
  "ballots.remind": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.remind({ group, ballotId }),
  "ballots.markRead": ({ ada, reading: { group, unplanned } }) =>
    as(ada).ballots.markRead({ group, readingId: unplanned, read: true }),
  "ballots.close": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.close({ group, ballotId }),
  "ballots.cancel": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.cancel({ group, ballotId, note: reason }),
  "ballots.decide": ({ ada, reading: { group, tiedId, tiedCandidate } }) =>
    as(ada).ballots.decide({ group, ballotId: tiedId, candidateId: tiedCandidate, note: reason }),
  "rhythms.set": ({ ada, reading: { group } }) => as(ada).rhythms.set({ group, ...rhythm }),
  "rhythms.pause": ({ ada, reading: { group } }) => as(ada).rhythms.pause({ group, paused: true }),
  "rhythms.end": ({ ada, reading: { group } }) => as(ada).rhythms.end({ group }),
  "watches.preview": ({ ada, reading: { group } }) =>
    as(ada).watches.preview({ group, text: NO_FEEDS, kind: null }),
  "watches.add": ({ ada, reading: { group } }) =>
    as(ada).watches.add({ group, watches: [watched()] }),
  "watches.change": ({ ada, reading: { group, watchId } }) =>
    as(ada).watches.change({ group, watchId, ...watched(), query: "https://example.org/moved" }),
  "watches.pause": ({ ada, reading: { group, watchId } }) =>
    as(ada).watches.pause({ group, watchId, paused: true }),
  "watches.run": ({ ada, reading: { group, watchId } }) => as(ada).watches.run({ group, watchId }),
  "watches.remove": ({ ada, reading: { group, watchId } }) =>
    as(ada).watches.remove({ group, watchId }),
  "watches.dismiss": ({ ada, reading: { group, watchedId } }) =>
    as(ada).watches.dismiss({ group, suggestionId: watchedId }),
  ...SHELF_ACTIONS,
  "siteWatches.preview": ({ ada }) => as(ada).siteWatches.preview({ text: NO_FEEDS, kind: null }),
  "siteWatches.add": ({ ada }) => as(ada).siteWatches.add({ watches: [watched()] }),
  "siteWatches.change": ({ ada, siteWatchId: watchId }) =>
    as(ada).siteWatches.change({ watchId, ...watched(), query: "other words" }),
  "siteWatches.pause": ({ ada, siteWatchId: watchId }) =>
    as(ada).siteWatches.pause({ watchId, paused: true }),
  "siteWatches.run": ({ ada, siteWatchId: watchId }) => as(ada).siteWatches.run({ watchId }),
  "siteWatches.remove": ({ ada, siteWatchId: watchId }) => as(ada).siteWatches.remove({ watchId }),

  "meetings.schedule": ({ ada, reading: { group, unplanned } }) =>
    as(ada).meetings.schedule({ group, readingId: unplanned, startsAt: day(5), place: "Here" }),
  "meetings.plan": ({ ada, reading: { group }, paperId }) =>
    as(ada).meetings.plan({
      group,
      paperId,
      startsAt: day(6),
      minutes: 60,
      place: "Here",
      link: "",
    }),
  "meetings.cancel": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.cancel({ group, meetingId: nobodys }),
  "meetings.setSlot": ({ ada, reading: { group } }) =>
    as(ada).meetings.setSlot({ group, ...THURSDAYS }),
  "meetings.clearSlot": ({ ada, reading: { group } }) => as(ada).meetings.clearSlot({ group }),
  "meetings.volunteer": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.volunteer({ group, meetingId: nobodys }),
  "meetings.handOn": ({ ada, reading: { group, mine } }) =>
    as(ada).meetings.handOn({ group, meetingId: mine }),
  "meetings.setPresenter": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.setPresenter({ group, meetingId: nobodys, handle: ada.handle }),
  "meetings.rotate": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.rotate({ group, meetingId: nobodys }),
  "meetings.rsvp": ({ ada, reading: { group, nobodys } }) =>
    as(ada).meetings.rsvp({ group, meetingId: nobodys, answer: "yes" }),
  "meetings.saveOpinion": ({ ada, reading: { group, over } }) =>
    as(ada).meetings.saveOpinion({ group, meetingId: over, question: "worth", answer: "yes" }),
  "meetings.markRead": ({ ada, reading: { group, unplanned } }) =>
    as(ada).meetings.markRead({ group, readingId: unplanned, on: true }),
  "meetings.addAway": ({ ada, reading: { group } }) =>
    as(ada).meetings.addAway({ group, fromDay: "2090-02-01", lastDay: "2090-02-02" }),
  "meetings.removeAway": ({ ada, reading: { group, awayId } }) =>
    as(ada).meetings.removeAway({ group, awayId }),
  "meetings.saveText": ({ ada, reading: { group, mine } }) =>
    as(ada).meetings.saveText({ group, meetingId: mine, kind: "notes", body: "W.", basedOn: 0 }),
  "meetings.preview": ({ ada }) => as(ada).meetings.preview({ body: "Words." }),
  "meetings.addLink": ({ ada, reading: { group, mine } }) =>
    as(ada).meetings.addLink({
      group,
      meetingId: mine,
      title: "Code",
      url: "https://example.org/code",
    }),
  "meetings.removeLink": ({ ada, reading: { group, linkId } }) =>
    as(ada).meetings.removeLink({ group, linkId }),
  "meetings.makeFeed": ({ ada }) => as(ada).meetings.makeFeed(),
  "meetings.makeGroupFeed": ({ ada, reading: { group } }) =>
    as(ada).meetings.makeGroupFeed({ group }),
  "meetings.revokeFeed": ({ ada, feedId }) => as(ada).meetings.revokeFeed({ feedId }),

  "datePolls.open": ({ ada, reading: { group, unplanned } }) =>
    as(ada).datePolls.open({ group, readingId: unplanned, dates: [day(7), day(8)], ...asked }),
  "datePolls.answer": ({ ada, reading: { group, poll } }) =>
    as(ada).datePolls.answer({
      group,
      pollId: poll.id,
      answers: poll.dates.map((dateId) => ({ dateId, answer: "yes" })),
    }),
  "datePolls.decide": ({ ada, reading: { group, poll } }) =>
    as(ada).datePolls.decide({ group, pollId: poll.id, dateId: poll.dates[0] as string }),
  "datePolls.cancel": ({ ada, reading: { group, poll } }) =>
    as(ada).datePolls.cancel({ group, pollId: poll.id }),

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

  "recommendations.dismiss": ({ ada, paperId }) =>
    as(ada).recommendations.dismiss({ paperId, on: true }),
  "recommendations.clearDismissed": ({ ada }) => as(ada).recommendations.clearDismissed(),
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
  "digests.acceptOffer": ({ ada, alone }) => as(ada).digests.acceptOffer({ group: alone.slug }),
  "notifications.chooseInGroup": ({ ada, reading: { group } }) =>
    as(ada).notifications.chooseInGroup({ group, kind: "ballot", via: "none" }),
  "notifications.chooseForGroup": ({ ada, alone }) =>
    as(ada).notifications.chooseForGroup({ group: alone.slug, kind: "ballot", via: "app" }),
  "notifications.undoMute": ({ ada, links }) =>
    as(ada).notifications.undoMute({ token: links.mute }),
  "notifications.muteByLink": ({ ada, links }) =>
    as(ada).notifications.muteByLink({ token: links.mute }),

  "mail.retry": ({ ada, digestId }) => as(ada).mail.retry({ digestId }),
  "mail.retryRecent": ({ ada }) => as(ada).mail.retryRecent(),
  "mail.suppress": ({ ada, bela }) =>
    as(ada).mail.suppress({ email: `${bela.handle}@example.org`, note: "No." }),
  "mail.unsuppress": async ({ ada, bela }) =>
    as(ada).mail.unsuppress({ email: `${bela.handle}@example.org` }),

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
};
