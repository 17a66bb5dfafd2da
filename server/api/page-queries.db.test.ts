import { beforeAll, expect, it } from "vitest";
import { sessionCookieName } from "@/server/people/sessions/commands";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { fullGroup } from "@/server/testing/fixtures/full-group";
import { session } from "@/server/testing/world";
import { type Handover, handToPages, type ServerForPages } from "./pages";

ownDatabase();
type World = Awaited<ReturnType<typeof fullGroup>>;
type Calls = Awaited<ReturnType<ServerForPages["proceduresFor"]>>;
let world: World;
let pages: ServerForPages;
let cookie: string;
beforeAll(async () => {
  world = await fullGroup(2);
  cookie = `${sessionCookieName()}=${await session(world.owner.id)}`;
  handToPages();
  pages = (globalThis as Handover).colloquyServer as ServerForPages;
});

/** The frame of each page of a group. */
const frame = ({ groups, people }: Calls, { group }: World) =>
  Promise.all([groups.head({ group }), people.viewer()]);

/** The calls of each kind of page, as the page itself makes them, and how many statements they take at most. */
const PAGES: Record<string, [number, (calls: Calls, world: World) => Promise<unknown>]> = {
  desk: [
    5,
    (calls) => Promise.all([calls.people.viewer(), calls.ballots.desk(), calls.meetings.desk()]),
  ],
  "a group": [
    11,
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
    9,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.nominations.pool({ group }),
        calls.ballots.readings({ group }),
        calls.ballots.overview({ group }),
      ]),
  ],
  "its ballots": [
    7,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.ballots.list({ group }),
        calls.rhythms.get({ group }),
      ]),
  ],
  "a ballot": [
    9,
    (calls, { group, ballotId }) =>
      Promise.all([frame(calls, world), calls.ballots.page({ group, ballotId })]),
  ],
  "its meetings": [
    14,
    (calls, { group }) =>
      Promise.all([
        frame(calls, world),
        calls.meetings.list({ group }),
        calls.meetings.away({ group }),
        calls.meetings.groupFeed({ group }),
      ]),
  ],
  "a meeting": [
    9,
    (calls, { group, meetingId }) =>
      Promise.all([
        frame(calls, world),
        calls.meetings.page({ group, meetingId }),
        calls.threads.ofMeeting({ group, meetingId }),
      ]),
  ],
  "its presenters": [
    11,
    (calls, { group }) => Promise.all([frame(calls, world), calls.meetings.presenters({ group })]),
  ],
  "a poll for a meeting's time": [
    14,
    (calls, { group, pollId }) =>
      Promise.all([frame(calls, world), calls.datePolls.page({ group, pollId })]),
  ],
  "its threads": [
    4,
    (calls, { group }) =>
      Promise.all([frame(calls, world), calls.threads.recentInGroup({ group })]),
  ],
  "a thread": [
    7,
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
    7,
    (calls, { group }) => Promise.all([frame(calls, world), calls.meetings.history({ group })]),
  ],
  notifications: [
    10,
    (calls) => Promise.all([calls.people.viewer(), calls.notifications.list({})]),
  ],
  "the choices of notifications": [
    16,
    (calls) =>
      Promise.all([
        calls.people.viewer(),
        calls.notifications.choices(),
        calls.notifications.inGroups({ page: 1 }),
      ]),
  ],
  digests: [5, (calls) => Promise.all([calls.people.viewer(), calls.digests.mine()])],
};

for (const [name, [most, read]] of Object.entries(PAGES)) {
  it(`${name} takes ${most} statements at most`, async () => {
    const view = async () => read(await pages.proceduresFor(new Headers({ cookie })), world);
    await view();
    const statements = (await statementsOf(view)).map(({ text }) => text);
    expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(most);
  });
}
