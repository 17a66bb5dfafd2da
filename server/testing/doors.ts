/**
 * Whom a procedure lets in; what they may do behind the door, policy and rules decide.
 * - `anybody`; `person`: who is signed in; `loopback`: nobody who calls from elsewhere
 * - `group`: who may see the group; `visitor`: who may see it and is signed in
 * - `member`, `organizer`, `owner`: who is at least that in the group
 */
export type Door =
  | "anybody"
  | "person"
  | "loopback"
  | "group"
  | "visitor"
  | "member"
  | "organizer"
  | "owner";

/** Every procedure and its door. The doors test knocks at each as every kind of caller. */
export const DOORS: Record<string, Door> = {
  "people.viewer": "anybody",
  "people.outsideSignIns": "anybody",
  "people.requestLink": "anybody",
  "people.hasMailbox": "anybody",
  "people.mailbox": "loopback",
  "people.welcome": "person",
  "people.profile": "person",
  "people.updateProfile": "person",
  "people.requestEmailChange": "person",
  "people.confirmEmailChange": "person",
  "people.disconnectAccount": "person",
  "people.signOutEverywhere": "person",
  "people.exportData": "person",
  "people.deleteAccount": "person",

  "papers.list": "anybody",
  "papers.page": "anybody",
  "papers.search": "anybody",
  "papers.topics": "anybody",
  "papers.topic": "anybody",
  "papers.myUpvotes": "person",
  "papers.upvote": "person",
  "papers.add": "person",

  "groups.list": "anybody",
  "groups.mine": "person",
  "groups.create": "person",
  "groups.head": "group",
  "groups.members": "group",
  "groups.join": "visitor",
  "groups.ask": "visitor",
  "groups.leave": "member",
  "groups.update": "organizer",
  "groups.requests": "organizer",
  "groups.answerRequest": "organizer",
  "groups.invitations": "organizer",
  "groups.inviteByLink": "organizer",
  "groups.inviteByEmail": "organizer",
  "groups.revokeInvitation": "organizer",
  "groups.removeMember": "organizer",
  "groups.setRole": "owner",
  "groups.handOver": "owner",
  "groups.invitation": "anybody",
  "groups.acceptInvitation": "person",

  "nominations.pool": "group",
  "nominations.groupsFor": "person",
  "nominations.nominate": "member",
  "nominations.withdraw": "member",
  "nominations.offer": "member",

  "ballots.desk": "person",
  "ballots.readByGroups": "person",
  "ballots.overview": "group",
  "ballots.list": "group",
  "ballots.readings": "group",
  "ballots.fairness": "member",
  "ballots.page": "group",
  "ballots.create": "organizer",
  "ballots.edit": "organizer",
  "ballots.open": "organizer",
  "ballots.vote": "member",
  "ballots.addCandidate": "member",
  "ballots.freeze": "organizer",
  "ballots.close": "organizer",
  "ballots.cancel": "organizer",
  "ballots.decide": "organizer",

  "rhythms.get": "group",
  "rhythms.set": "organizer",
  "rhythms.pause": "organizer",
  "rhythms.end": "organizer",

  "meetings.list": "group",
  "meetings.page": "group",
  "meetings.history": "group",
  "meetings.next": "group",
  "meetings.desk": "person",
  "meetings.draft": "organizer",
  "meetings.schedule": "organizer",
  "meetings.plan": "organizer",
  "meetings.cancel": "organizer",
  "meetings.slot": "member",
  "meetings.setSlot": "organizer",
  "meetings.clearSlot": "organizer",
  "meetings.turns": "member",
  "meetings.volunteer": "member",
  "meetings.handOn": "member",
  "meetings.setPresenter": "organizer",
  "meetings.rotate": "organizer",
  "meetings.rsvp": "member",
  "meetings.away": "member",
  "meetings.addAway": "member",
  "meetings.removeAway": "member",
  "meetings.saveText": "member",
  "meetings.textVersions": "member",
  "meetings.textVersion": "member",
  "meetings.preview": "person",
  "meetings.addLink": "member",
  "meetings.removeLink": "member",
  "meetings.feeds": "person",
  "meetings.groupFeed": "member",
  "meetings.makeFeed": "person",
  "meetings.makeGroupFeed": "member",
  "meetings.revokeFeed": "person",

  "threads.ofPaper": "anybody",
  "threads.ofGroup": "member",
  "threads.recentInGroup": "member",
  "threads.add": "person",
  "threads.addInGroup": "member",
  "threads.edit": "person",
  "threads.remove": "person",
  "threads.preview": "person",

  "digests.mine": "person",
  "digests.set": "person",
  "digests.subscribe": "anybody",
  "digests.confirm": "anybody",
  "digests.unsubscribe": "anybody",
};
