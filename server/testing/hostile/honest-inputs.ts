import { randomUUID } from "node:crypto";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { DOORS } from "../doors/doors";
import { shelfInputs } from "../fixtures/shelves";
import { paperInputs } from "./paper-inputs";

/** One thing of each kind in a person's own group, and the person it belongs to. */
export interface Things {
  handle: string;
  group: string;
  paper: string;
  paperId: string;
  nominationId: string;
  ballotId: string;
  readingId: string;
  meetingId: string;
  commentId: string;
  subscriptionId: string;
}

/** An input for every procedure as a page would send it, about things that exist. */
export function honestInputs(me: Things): Record<string, Record<string, unknown>> {
  const { group, paper, paperId, nominationId, ballotId, commentId, handle } = me;
  const { readingId, meetingId, subscriptionId } = me;
  const at = new Date(Date.now() + 86_400_000).toISOString();
  const person = { name: "Mallory", timeZone: "Europe/Berlin" };
  const fields = { name: "A group", description: "Words.", timeZone: "Europe/Berlin" };
  const token = "x".repeat(43);
  const ballot = {
    ...USUAL_CHOICES,
    opensAt: null,
    closesAt: at,
    draft: true,
    nominationIds: [nominationId],
  };
  const turn = { opensOn: 5, opensTime: "17:00", closesOn: 1, closesTime: "09:00" };
  const rhythm = { ...USUAL_CHOICES, ...turn, fromDay: "2026-12-01", everyWeeks: 1, candidates: 5 };
  const when = { startsAt: at, minutes: 60, place: "Room 1", link: "https://a.org/" };
  const meeting = { group, meetingId };
  const notes = { ...meeting, kind: "notes" };
  const comment = { paper, body: "Words.", clientKey: randomUUID() };
  const schedule = {
    cadence: "weekdays",
    days: [1, 5],
    dayOfMonth: 31,
    hour: 8,
    minute: 30,
    timeZone: "UTC",
    fromDay: "2026-12-01",
    length: "short",
    skipsEmpty: true,
    pausedUntil: "2027-01-01",
  };
  const sources = [
    { kind: "group", group },
    { kind: "search", query: "words" },
  ];
  const subscription = { ...schedule, sources };
  // Other texts are no address of a feed, so that nobody is asked.
  const noFeeds = { text: "<opml><body></body></opml>", kind: "feed" };
  const place = { kind: "openalex", query: `words ${randomUUID()}` };
  const watched = { watches: [{ place, name: "Words", perDay: 5 }] };
  const inputs: Record<string, Record<string, unknown>> = {
    "people.requestLink": { email: "mallory@example.org", to: "/" },
    "people.welcome": person,
    "people.updateProfile": { ...person, handle },
    "people.requestEmailChange": { email: "mallory@example.org" },
    "people.confirmEmailChange": { token },
    "people.disconnectAccount": { provider: "github" },
    "people.deleteAccount": { handle: "somebody-else" },
    ...paperInputs(paper, paperId),
    ...shelfInputs(group, paperId),
    "groups.create": fields,
    "groups.ask": { group, message: "Please." },
    "groups.update": { group, ...fields },
    "groups.answerRequest": { group, requestId: randomUUID(), accept: true },
    "groups.inviteByEmail": { group, addresses: "mallory@example.org" },
    "groups.revokeInvitation": { group, invitationId: randomUUID() },
    "groups.resendInvitation": { group, invitationId: randomUUID() },
    "groups.extendInvitation": { group, invitationId: randomUUID() },
    "groups.correctInvitation": {
      group,
      invitationId: randomUUID(),
      email: "mallory@example.org",
      name: "Mallory",
    },
    "groups.removeMember": { group, handle: "nobody" },
    "groups.setRole": { group, handle: "nobody", role: "member" },
    "groups.handOver": { group, handle: "nobody" },
    "groups.move": { group, slug: `g-${randomUUID().slice(0, 12)}` },
    "groups.askToEnd": { group, name: "Words." },
    "groups.invitation": { token },
    "meetings.ofInvitation": { token },
    "groups.acceptInvitation": { token },
    "nominations.groupsFor": { paperId },
    "nominations.nominate": { group, paperId, pitch: "Words." },
    "nominations.withdraw": { group, nominationId },
    "ballots.readByGroups": { paperIds: [paperId] },
    "ballots.page": { group, ballotId },
    "nominations.object": { group, nominationId, reason: "Words." },
    "nominations.offer": { group, nominationId, on: true },
    "ballots.create": { group, ...ballot },
    "ballots.edit": { group, ballotId, ...ballot },
    "ballots.open": { group, ballotId },
    "ballots.vote": { group, ballotId, answer: { approvals: [nominationId] } },
    "ballots.addCandidate": { group, ballotId, nominationId },
    "ballots.freeze": { group, ballotId },
    "ballots.close": { group, ballotId },
    "ballots.cancel": { group, ballotId, note: "Words." },
    "ballots.decide": { group, ballotId, candidateId: randomUUID(), note: "Words." },
    "rhythms.set": { group, ...rhythm },
    "rhythms.pause": { group, paused: true },
    "watches.list": { group },
    "watches.preview": { group, ...noFeeds },
    "watches.add": { group, ...watched },
    "watches.change": { group, watchId: randomUUID(), name: "Words", query: "words", perDay: 5 },
    "watches.pause": { group, watchId: randomUUID(), paused: true },
    "watches.run": { group, watchId: randomUUID() },
    "watches.remove": { group, watchId: randomUUID() },
    "watches.suggestions": { group, page: 1 },
    "watches.dismiss": { group, suggestionId: randomUUID() },
    "siteWatches.preview": noFeeds,
    "siteWatches.add": watched,
    "siteWatches.change": { watchId: randomUUID(), name: "Words", query: "words", perDay: 5 },
    "siteWatches.pause": { watchId: randomUUID(), paused: true },
    "siteWatches.run": { watchId: randomUUID() },
    "siteWatches.remove": { watchId: randomUUID() },
    "meetings.list": { group, page: 1 },
    "meetings.history": { group, q: "words", year: 2026, presenter: handle, page: 1 },
    "meetings.page": meeting,
    "meetings.schedule": { group, readingId, ...when },
    "meetings.plan": { group, paperId, ...when },
    "meetings.cancel": { group, meetingId: randomUUID() },
    "meetings.setSlot": {
      group,
      fromDay: "2026-01-01",
      everyWeeks: 2,
      weekday: 4,
      time: "17:00",
      minutes: 60,
      place: "Room 1",
      link: "https://a.org/",
      rotates: true,
    },
    "meetings.turns": meeting,
    "meetings.volunteer": meeting,
    "meetings.handOn": meeting,
    "meetings.setPresenter": { ...meeting, handle },
    "meetings.rotate": meeting,
    "meetings.rsvp": { ...meeting, answer: "yes" },
    "meetings.saveOpinion": { ...meeting, question: "worth", answer: "maybe" },
    "meetings.markRead": { group, readingId: randomUUID(), on: true },
    "meetings.addAway": { group, fromDay: "2090-01-01", lastDay: "2090-01-02" },
    "meetings.removeAway": { group, awayId: randomUUID() },
    "meetings.saveText": { ...notes, body: "Words.", basedOn: 0 },
    "meetings.textVersions": notes,
    "meetings.textVersion": { ...notes, version: 1 },
    "meetings.preview": { body: "Words." },
    "meetings.addLink": { ...meeting, title: "Slides", url: "https://a.org/" },
    "meetings.removeLink": { group, linkId: randomUUID() },
    "meetings.revokeFeed": { feedId: randomUUID() },
    "datePolls.page": { group, pollId: randomUUID() },
    "datePolls.subject": { group, readingId: randomUUID() },
    "datePolls.open": {
      group,
      readingId: randomUUID(),
      dates: [new Date("2090-01-01"), new Date("2090-01-02")],
      days: 3,
      minutes: 60,
      place: "Room 1",
      link: "https://a.org/",
    },
    "datePolls.answer": {
      group,
      pollId: randomUUID(),
      answers: [{ dateId: randomUUID(), answer: "maybe" }],
    },
    "datePolls.decide": { group, pollId: randomUUID(), dateId: randomUUID() },
    "datePolls.cancel": { group, pollId: randomUUID() },
    "threads.ofPaper": { paper, page: 1 },
    "threads.ofGroup": { group, paper, page: 1 },
    "threads.inMyGroups": { paper },
    "threads.add": comment,
    "threads.addInGroup": { ...comment, group },
    "threads.edit": { commentId, body: "Words." },
    "threads.remove": { commentId },
    "threads.preview": { body: "Words." },
    "threads.previewInGroup": { group, body: "Words." },
    "threads.ofMeeting": { ...meeting, page: 1, order: "newest" },
    "threads.addOnMeeting": { ...meeting, body: "Words.", clientKey: randomUUID() },
    "threads.versions": { commentId },
    "threads.react": { commentId, kind: "thanks", on: true },
    "threads.markAnswered": { commentId, answered: true },
    "threads.pin": { commentId, pinned: true },
    "threads.seen": { threadId: randomUUID(), number: 1 },
    "threads.mentionable": { paper, start: "a" },
    "threads.mentionableInGroup": { group, start: "a" },
    "moderation.report": { commentId, reason: "Words." },
    "moderation.reports": { group, page: 1 },
    "moderation.publicReports": { page: 1 },
    "moderation.hide": { commentId: randomUUID(), reason: "Words." },
    "moderation.restore": { commentId, reason: "Words." },
    "moderation.remove": { commentId: randomUUID(), reason: "Words." },
    "moderation.dismiss": { commentId, reason: "Words." },
    "moderation.lock": { threadId: randomUUID(), reason: "Words." },
    "moderation.unlock": { threadId: randomUUID(), reason: "Words." },
    "moderation.reportObjection": { group, nominationId, handle: "nobody", reason: "Words." },
    "moderation.objectionReports": { group },
    "moderation.removeObjection": { group, nominationId, handle: "nobody", reason: "Words." },
    "moderation.dismissObjection": { group, nominationId, handle: "nobody", reason: "Words." },
    "moderation.suspend": { group, handle: "nobody", days: 7, reason: "Words." },
    "moderation.reinstate": { group, handle: "nobody", reason: "Words." },
    "moderation.groupLog": { group, page: 1 },
    "moderation.log": { page: 1 },
    "search.hints": { q: "words" },
    "search.papers": { q: `words year:2020.. in:${group}`, cursor: "1" },
    "search.comments": {
      q: "words",
      page: 1,
      group,
      label: "question",
      author: handle,
      since: "2026-01-01",
      until: "2026-12-31",
    },
    "search.notes": { q: "words", page: 1, group, since: "2026-01-01", until: "2026-12-31" },
    "search.groupPapers": { group, q: "words" },
    "recommendations.dismiss": { paperId, on: true },
    "recommendations.dismissed": { page: 1 },
    "people.block": { handle: "nobody" },
    "people.unblock": { handle: "nobody" },
    "notifications.list": { cursor: { at, key: "comment:1 new" } },
    "notifications.mark": { key: "paper:voting", from: at, until: at, read: true },
    "notifications.markAll": { until: at },
    "notifications.readThread": { threadId: randomUUID() },
    "notifications.choose": { kind: "comment", via: "digest" },
    "notifications.following": { thing: "paper", id: paperId },
    "notifications.follow": { what: { thing: "topic", id: "voting" }, level: "follow" },
    "notifications.chooseInGroup": { group, kind: "ballot", via: "digest" },
    "notifications.chooseForGroup": { group, kind: "result", via: null },
    "notifications.muteLink": { token },
    "notifications.muteByLink": { token },
    "notifications.undoMute": { token },
    "live.changes": { watches: [`group/${group}`, `paper/${paper}`], since: 1, lastEventId: "1" },
    "mail.digests": { list: "failed", page: 1, address: "a" },
    "mail.reports": { page: 1, address: "a" },
    "mail.suppressed": { page: 1, address: "a" },
    "mail.retry": { digestId: randomUUID() },
    "mail.suppress": { email: "mallory@example.org", note: "Words." },
    "mail.unsuppress": { email: "mallory@example.org" },
    "digests.create": subscription,
    "digests.change": { subscriptionId, subscription },
    "digests.delete": { subscriptionId: randomUUID() },
    "digests.preview": { subscriptionId },
    "digests.sendNow": { subscriptionId },
    "digests.past": { subscriptionId, cursor: randomUUID() },
    "digests.read": { digestId: randomUUID() },
    "digests.subscribe": {
      email: "mallory@example.org",
      timeZone: "UTC",
      about: { kind: "search", query: "consensus" },
    },
    "digests.confirm": { token },
    "digests.byLink": { token },
    "digests.unsubscribeLink": { token },
    "digests.changeByLink": {
      token,
      subscription: { ...schedule, sources: [{ kind: "search", query: "consensus" }] },
    },
    "digests.upvoteLink": { token },
    "digests.upvoteByMail": { token },
    "digests.answerLink": { token },
    "digests.answerByMail": { token, answer: "yes" },
    "digests.opinionLink": { token },
    "digests.opinionByMail": { token, answer: "maybe" },
    "digests.unsubscribe": { token },
  };
  const others = Object.keys(DOORS).filter((path) => !inputs[path]);
  return { ...inputs, ...Object.fromEntries(others.map((path) => [path, { group }])) };
}
