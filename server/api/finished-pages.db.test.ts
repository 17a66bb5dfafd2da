import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { withTopics } from "@/server/platform/web/finished/shown";
import { ownDatabase } from "@/server/testing/database/database";
import { ACTIONS } from "@/server/testing/doors/actions";
import type { Action } from "@/server/testing/doors/acts/action";
import { Announcements } from "@/server/testing/doors/announced";
import { as } from "@/server/testing/doors/callers";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import { person } from "@/server/testing/world";

ownDatabase();
/** A topic of papers that the test adds. */
const TOPIC = "language-models";
/** The author of these papers. */
const AUTHOR = "a-author";
const announcements = new Announcements();
const onLanguage = { title: "A language model", abstract: "Words.", authors: ["A. Author"] };
beforeAll(async () => {
  await announcements.begin();
  await as(await person("ada")).papers.add(onLanguage);
});
afterAll(() => announcements.end());

const { papers, threads, groups, ballots, meetings, people } = as(null);

const front = (order: "trending" | "new" | "top") =>
  Promise.all([papers.list({ order, window: "all", cursor: 1 }), papers.topics()]);

const overview = (group: string) =>
  Promise.all([
    groups.head({ group }),
    ballots.overview({ group }),
    meetings.queue({ group }),
    people.reader(),
  ]);

/** All pages of the list, because each world adds some groups to it. */
async function allGroups(page = 1): Promise<unknown[]> {
  const { groups: found, more } = await groups.list({ page });
  return more ? [...found, ...(await allGroups(page + 1))] : found;
}

/** Reads the data of each finished page, by the calls of the page itself. */
const PAGES: Record<string, (world: LeavingWorld) => Promise<unknown>> = {
  trending: () => front("trending"),
  new: () => front("new"),
  top: () => front("top"),
  topics: () => papers.topics(),
  "a topic": () =>
    Promise.all([
      papers.topic({ topic: TOPIC }),
      papers.list({ order: "new", window: "all", cursor: 1, topic: TOPIC }),
      papers.topics(),
    ]),
  "an author": () =>
    Promise.all([
      papers.author({ author: AUTHOR }),
      papers.list({ order: "new", window: "all", cursor: 1, author: AUTHOR }),
    ]),
  "a paper": ({ paper }) =>
    Promise.all([papers.page({ paper }), threads.ofPaper({ paper, order: "best", page: 1 })]),
  "a comment": ({ paper, open }) =>
    threads.ofPaper({ paper, comment: open.adas, order: "best", page: 1 }),
  groups: () => allGroups(),
  "a group": ({ reading }) => overview(reading.group),
  "a group of one": ({ alone }) => overview(alone.slug),
  "an open group": ({ joinable }) => overview(joinable.slug),
  "signing in": () => Promise.all([people.viewer(), people.outsideSignIns(), people.hasMailbox()]),
};

interface Read {
  data: string;
  /** Null where a part of it did not say what it shows. */
  topics: readonly string[] | null;
}

/** Reads what a page shows, as a guest. A page that is gone shows nothing. */
async function read(page: () => Promise<unknown>): Promise<Read> {
  const { result, topics } = await withTopics(() =>
    page().catch((error) => {
      if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
      throw error;
    }),
  );
  // The time at which a thread was read says nothing about the thread.
  const data = JSON.stringify(result, (key, value) => (key === "readAt" ? null : value));
  return { data, topics };
}

async function readAll(world: LeavingWorld): Promise<Map<string, Read>> {
  const all = new Map<string, Read>();
  for (const [name, page] of Object.entries(PAGES)) all.set(name, await read(() => page(world)));
  return all;
}

interface Effect {
  /** Pages that show something else afterwards. */
  changed: string[];
  /** Pages that are made anew. */
  dropped: string[];
}

/** The world of Ada, and the pages as they are: the next doing goes on from there. */
let now: { world: LeavingWorld; pages: Map<string, Read> } | null = null;

async function begin() {
  const world = await leavingWorld();
  now = { world, pages: await readAll(world) };
  return now;
}

/** Does something, in a new world if what was done before stands in the way. */
async function effectOf(doing: Action): Promise<Effect> {
  let { world, pages: before } = now ?? (await begin());
  let topics = await announcements.by(() => doing(world)).catch(() => null);
  if (!topics) {
    ({ world, pages: before } = await begin());
    // Some are refused in every world.
    topics = await announcements.by(() => doing(world).catch(() => {}));
  }
  const announced = new Set(topics);
  const after = await readAll(world);
  now = { world, pages: after };
  const pages = Object.keys(PAGES);
  return {
    changed: pages.filter((page) => before.get(page)?.data !== after.get(page)?.data),
    dropped: pages.filter((page) => before.get(page)?.topics?.some((t) => announced.has(t))),
  };
}

const [THREAD, LISTS] = [
  ["a paper", "a comment"],
  ["trending", "new"],
];
/** Pages that each doing changes; those of which only the order may change are left out. */
const CHANGES: Record<string, string[]> = {
  "people.updateProfile": [...THREAD, "a group"],
  "people.deleteAccount": [...THREAD, "groups", "a group", "a group of one"],
  "papers.upvote": [...LISTS, "top", "a paper"],
  "papers.add": ["new"],
  "papers.edit": ["new", "a paper"],
  "papers.undo": ["new", "a paper"],
  "papers.stateStatus": ["new", "a paper"],
  "papers.delete": ["new"],
  "papers.acceptSuggestion": ["a paper"],
  "papers.undoImport": LISTS,
  "papers.chooseTopic": ["topics", "new", "a paper"],
  "papers.saveTopic": ["topics", "a paper"],
  "papers.mergeTopics": ["topics", "a paper"],
  "papers.undoTopicMerge": ["topics", "a paper"],
  "papers.merge": ["new", ...THREAD],
  "papers.undoMerge": ["new"],
  "groups.create": ["groups"],
  "groups.join": ["groups", "an open group"],
  "groups.leave": ["groups", "a group"],
  "groups.update": ["groups", "a group of one"],
  "groups.move": ["groups", "a group of one"],
  "groups.archive": ["groups", "a group of one"],
  "groups.reopen": ["groups", "a group of one"],
  "groups.answerRequest": ["groups", "a group"],
  "groups.removeMember": ["groups", "a group"],
  "groups.acceptInvitation": ["groups", "an open group"],
  "nominations.nominate": ["a group"],
  "nominations.withdraw": ["a group"],
  "ballots.open": ["a group of one"],
  "ballots.addCandidate": ["a group"],
  "ballots.change": ["a group"],
  "ballots.markRead": ["a group"],
  "ballots.close": ["a group"],
  "ballots.cancel": ["a group"],
  "ballots.decide": ["a group"],
  "meetings.schedule": ["a group"],
  "meetings.plan": ["a group"],
  "meetings.cancel": ["a group"],
  "meetings.handOn": ["a group"],
  "datePolls.decide": ["a group"],
  "threads.add": ["new", ...THREAD],
  "threads.edit": THREAD,
  "threads.remove": ["new", ...THREAD],
  "threads.react": ["a paper"],
  "threads.markAnswered": THREAD,
  "moderation.hide": ["new", ...THREAD],
  "moderation.restore": ["new", ...THREAD],
  "moderation.remove": ["a paper"],
  "moderation.lock": THREAD,
  "digests.upvoteByMail": [...LISTS, "top", "a paper"],
};

it("knows of no doing that is gone", () => {
  expect(Object.keys(ACTIONS)).toEqual(expect.arrayContaining(Object.keys(CHANGES)));
});

it.each(Object.entries(ACTIONS))("%s drops each page that it changes", async (name, doing) => {
  const { changed, dropped } = await effectOf(doing);
  expect(dropped).toEqual(expect.arrayContaining(changed));
  expect(changed).toEqual(expect.arrayContaining(CHANGES[name] ?? []));
  if (CHANGES[name] || name === "people.welcome") return;
  // A group's topic tells of more than a guest sees on its page.
  expect([...changed, ...dropped.filter((page) => !page.includes("group"))]).toEqual([]);
});

it("drops a group that turns private, from the list and by its own page", async () => {
  const world = await leavingWorld();
  const before = await readAll(world);
  const { group } = world.reading;
  const fields = { name: "Ours", timeZone: "UTC", visibility: "private" } as const;
  const announced = await announcements.by(() =>
    as(world.lena).groups.update({ group, ...fields }),
  );
  for (const page of ["a group", "groups"])
    expect(
      before.get(page)?.topics?.filter((t) => announced.includes(t)),
      page,
    ).not.toEqual([]);
  expect((await read(() => overview(group))).data).toBe("null");
});

it("drops a group whose reading gets another title", async () => {
  const world = await leavingWorld();
  const before = await readAll(world);
  const { paper } = await db.reading.findUniqueOrThrow({
    where: { id: world.reading.unplanned },
    select: { paper: { select: { id: true } } },
  });
  const paperId = paper.id;
  const fields = { ...onLanguage, title: "A title put right" };
  const edit = () => as(world.lena).papers.edit({ paperId, basedOn: 0, ...fields });
  const announced = await announcements.by(edit);
  const { data, topics } = before.get("a group") as Read;
  expect(topics?.some((topic) => announced.includes(topic))).toBe(true);
  expect((await readAll(world)).get("a group")?.data).not.toBe(data);
});

it("drops the lists of topics, and the topic, for a paper that is added there", async () => {
  const world = await leavingWorld();
  const before = await readAll(world);
  const paper = { ...onLanguage, title: "Another language model" };
  const announced = await announcements.by(() => as(world.ada).papers.add(paper));
  for (const page of ["topics", "a topic", "new"]) {
    const { data, topics } = before.get(page) as Read;
    expect(
      topics?.some((topic) => announced.includes(topic)),
      page,
    ).toBe(true);
    expect((await readAll(world)).get(page)?.data, page).not.toBe(data);
  }
});

it("keeps none of these pages without knowing what each part of it shows", async () => {
  const world = await leavingWorld();
  for (const [name, { data, topics }] of await readAll(world)) {
    expect([name, data]).not.toEqual([name, "null"]);
    expect(topics?.length, name).toBeGreaterThan(name === "signing in" ? -1 : 0);
  }
});
