import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { sessionCookieName } from "@/server/people/sessions/commands";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { makeAlike } from "@/server/testing/fixtures/forecasts";
import { fullGroup } from "@/server/testing/fixtures/full-group";
import { postComment } from "@/server/testing/fixtures/threads";
import { paper, session } from "@/server/testing/world";
import { type Handover, handToPages, type ServerForPages } from "./pages";

ownDatabase();
type World = Awaited<ReturnType<typeof fullGroup>>;
type Calls = Awaited<ReturnType<ServerForPages["proceduresFor"]>>;
let world: World;
let pages: ServerForPages;
let cookie: string;
beforeAll(async () => {
  world = await fullGroup(2);
  await postComment(world.owner, { paper: world.papers[0]?.slug as string }, "Words.");
  await makeAlike(world.papers[0]?.id as string, (await paper()).id);
  cookie = `${sessionCookieName()}=${await session(world.owner.id)}`;
  handToPages();
  pages = (globalThis as Handover).colloquyServer as ServerForPages;
});

/** The frame of each page of a group. */
const frame = ({ groups, people }: Calls, { group }: World) =>
  Promise.all([groups.head({ group }), people.reader()]);

/** The calls of each kind of page, as the page itself makes them, and how many statements they take at most. */
const PAGES: Record<string, [number, (calls: Calls, world: World) => Promise<unknown>]> = {
  desk: [
    3,
    (calls) => Promise.all([calls.people.reader(), calls.ballots.desk(), calls.meetings.desk()]),
  ],
  "a group": [
    6,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.ballots.overview({ group }),
        calls.meetings.queue({ group }),
        calls.threads.recentInGroup({ group }),
        calls.digests.offer({ group }),
      ]),
  ],
  "its papers": [
    6,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.nominations.pool({ group }),
        calls.ballots.readings({ group }),
        calls.ballots.overview({ group }),
        calls.watches.suggestions({ group }),
      ]),
  ],
  // The browser asks for them, once the page is there.
  "the suggestions for a group": [
    6,
    (calls, { group }) => calls.recommendations.forGroup({ group }),
  ],
  "its forecasts": [
    4,
    (calls, { group }) => Promise.all([frame(calls, world), calls.ballots.forecasts({ group })]),
  ],
  "its watches": [
    3,
    (calls, { group }) => Promise.all([frame(calls, world), calls.watches.list({ group })]),
  ],
  "its lists": [
    3,
    (calls, { group }) => Promise.all([frame(calls, world), calls.groupLists.lists({ group })]),
  ],
  "a list of it": [
    6,
    (calls, { group, listId }) =>
      Promise.all([frame(calls, world), calls.groupLists.list({ group, listId })]),
  ],
  shelves: [
    6,
    ({ people, shelves }) =>
      Promise.all([
        people.reader(),
        shelves.counts(),
        shelves.page({ shelf: "toRead" }),
        shelves.telling(),
      ]),
  ],
  lists: [
    3,
    ({ people, shelves }) => Promise.all([people.reader(), shelves.counts(), shelves.lists()]),
  ],
  "a list": [
    5,
    ({ people, shelves }, { ownListId: listId }) =>
      Promise.all([people.reader(), shelves.list({ listId })]),
  ],
  "a shared list": [5, ({ shelves }, { token }) => shelves.shared({ token })],
  "what is kept of a paper": [
    4,
    ({ shelves }, { papers: [one] }) => shelves.ofPaper({ paperId: one?.id as string }),
  ],
  "its ballots": [
    6,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.ballots.list({ group }),
        calls.rhythms.get({ group }),
      ]),
  ],
  "a ballot": [
    6,
    (calls, { group, ballotId }) =>
      Promise.all([frame(calls, world), calls.ballots.page({ group, ballotId })]),
  ],
  "its meetings": [
    6,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.meetings.list({ group }),
        calls.meetings.away({ group }),
        calls.meetings.groupFeed({ group }),
      ]),
  ],
  "a meeting": [
    6,
    (calls, { group, meetingId }) =>
      Promise.all([
        frame(calls, world),
        calls.meetings.page({ group, meetingId }),
        calls.threads.ofMeeting({ group, meetingId }),
      ]),
  ],
  "its presenters": [
    5,
    (calls, { group }) => Promise.all([frame(calls, world), calls.meetings.presenters({ group })]),
  ],
  "a poll for a meeting's time": [
    4,
    (calls, { group, pollId }) =>
      Promise.all([frame(calls, world), calls.datePolls.page({ group, pollId })]),
  ],
  "its threads": [
    3,
    (calls, { group }) =>
      Promise.all([frame(calls, world), calls.threads.recentInGroup({ group })]),
  ],
  "a thread": [
    5,
    (calls, { group, papers: [one] }) => {
      const paper = one?.slug as string;
      return Promise.all([
        frame(calls, world),
        calls.threads.ofGroup({ group, paper }),
        calls.papers.page({ paper }),
      ]);
    },
  ],
  "its members": [
    6,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.groups.members({ group }),
        calls.groups.requests({ group }),
        calls.groups.invitations({ group }),
      ]),
  ],
  "its history": [
    6,
    (calls, { group }) => Promise.all([frame(calls, world), calls.meetings.history({ group })]),
  ],
  notifications: [4, (calls) => Promise.all([calls.people.reader(), calls.notifications.list({})])],
  "the choices of notifications": [
    4,
    (calls) =>
      Promise.all([
        calls.people.reader(),
        calls.notifications.choices(),
        calls.notifications.inGroups({ page: 1 }),
      ]),
  ],
  // Public pages are the same for everybody. Each asks for the viewer first, then for what it shows of them.
  "the header of a public page": [
    2,
    (calls) => Promise.all([calls.people.viewer(), calls.notifications.unread()]),
  ],
  "the front page, for what is the viewer's own,": [
    6,
    (calls, { papers }) => {
      const paperIds = papers.map(({ id }) => id);
      return Promise.all([
        calls.ballots.desk(),
        calls.meetings.desk(),
        calls.papers.myUpvotes({ paperIds }),
        calls.ballots.readByGroups({ paperIds }),
        calls.shelves.ofPapers({ paperIds }),
      ]);
    },
  ],
  "a paper, for what is the viewer's own,": [
    6,
    (calls, { papers: [one] }) => {
      const { id, slug } = one as { id: string; slug: string };
      return Promise.all([
        calls.papers.forViewer({ paperId: id }),
        calls.threads.inMyGroups({ paper: slug }),
        calls.notifications.following({ thing: "paper", id }),
        calls.threads.ofPaper({ paper: slug }),
      ]);
    },
  ],
  "what is recommended": [
    5,
    (calls) => Promise.all([calls.people.reader(), calls.recommendations.forYou()]),
  ],
  "what is recommended, for what is the viewer's own,": [
    4,
    (calls, { papers }) => {
      const paperIds = papers.map(({ id }) => id);
      return Promise.all([
        calls.papers.myUpvotes({ paperIds }),
        calls.ballots.readByGroups({ paperIds }),
        calls.shelves.ofPapers({ paperIds }),
      ]);
    },
  ],
  "papers of no interest": [
    3,
    (calls) => Promise.all([calls.people.reader(), calls.recommendations.dismissed({})]),
  ],
  "an author": [
    3,
    (calls) =>
      Promise.all([
        calls.papers.author({ author: "ada-lovelace" }),
        calls.papers.list({ order: "new", author: "ada-lovelace" }),
      ]),
  ],
  "a new digest of an author": [
    4,
    (calls) =>
      Promise.all([
        calls.people.reader(),
        calls.papers.topics(),
        calls.groups.mine(),
        calls.papers.author({ author: "ada-lovelace" }),
      ]),
  ],
  digests: [5, (calls) => Promise.all([calls.people.reader(), calls.digests.mine()])],
};

/** The statements of a page as its owner asks for it a second time. */
async function statementsFor(read: (calls: Calls, world: World) => Promise<unknown>) {
  const view = async () => read(await pages.proceduresFor(new Headers({ cookie })), world);
  await view();
  return (await statementsOf(view)).map(({ text }) => text);
}

for (const [name, [most, read]] of Object.entries(PAGES)) {
  it(`${name} takes ${most} statements at most`, async () => {
    const statements = await statementsFor(read);
    expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(most);
  });
}

it("a thread with comments that the viewer has not seen takes no more", async () => {
  const [most, read] = PAGES["a thread"] as (typeof PAGES)[string];
  const { group, owner, members, papers } = world;
  const paper = papers[0]?.slug as string;
  const { id, lastNumber } = await as(owner).threads.ofGroup({ group, paper });
  await as(owner).threads.seen({ threadId: id as string, number: lastNumber });
  await postComment(members[0] as Viewer, { paper, group }, "News.");
  expect((await as(owner).threads.ofGroup({ group, paper })).unread?.count).toBe(1);
  const statements = await statementsFor(read);
  expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(most);
});

it("a closed ballot with votes by name and a chosen paper takes no more than an open one", async () => {
  const [most, read] = PAGES["a ballot"] as (typeof PAGES)[string];
  const { group, ballotId, owner } = world;
  const { ballots } = as(owner);
  const { candidates } = await ballots.page({ group, ballotId });
  const answer = { approvals: [candidates[0]?.id as string] };
  await ballots.vote({ group, ballotId, answer });
  await ballots.close({ group, ballotId });
  expect(await ballots.page({ group, ballotId })).toMatchObject({
    outcome: "chosen",
    votesByName: { length: 3 },
    myVote: { answer, recorded: answer },
    candidates: expect.arrayContaining([expect.objectContaining({ chosen: true })]),
  });
  const statements = await statementsFor(read);
  expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(most);
});
