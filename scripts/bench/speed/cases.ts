import type { Call } from "./load";
import type { Stage } from "./stage";
import { record, type Statement } from "./tape";

/** A bare server to compare a case with. */
export type Yardstick =
  | { kind: "static page" }
  | { kind: "dynamic page" }
  | { kind: "same statements"; takes: Statement[][] };

export interface Case {
  name: string;
  group: "pages" | "acts" | "wire" | "search";
  callers: Call[][];
  against: Yardstick;
  /** The share of the yardstick's rate that the case has to reach. */
  asked: number;
}

const get = (path: string, cookie?: string): Call => ({
  path,
  headers: { accept: "text/html", ...(cookie ? { cookie } : {}) },
});

/** Lists all cases for a world. @param site its address, which writing calls have to send as their origin */
export async function casesOf(site: string, stage: Stage): Promise<Case[]> {
  return [...pages(stage), ...(await wire(stage)), ...(await acts(site, stage))];
}

function pages({ paper, topic, group, ballotId, people }: Stage): Case[] {
  const guest = (name: string, path: string): Case => ({
    name: `${name}, guest`,
    group: "pages",
    callers: [[get(path)]],
    against: { kind: "static page" },
    asked: 2,
  });
  const member = (name: string, path: string, asked = 0.6): Case => ({
    name: `${name}, signed in`,
    group: "pages",
    callers: people.map(({ cookie }) => [get(path, cookie)]),
    against: { kind: "dynamic page" },
    asked,
  });
  return [
    guest("front page", "/"),
    guest("paper with 1,000 comments", `/papers/${paper}`),
    guest("topic", `/topics/${topic}`),
    member("group", `/groups/${group}`),
    member("ballot", `/groups/${group}/ballots/${ballotId}`),
    member("desk", "/desk"),
    member("almost empty page", "/mute", 0.8),
  ];
}

async function wire({ paper, queries, people }: Stage): Promise<Case[]> {
  const { listPapers } = await import("@/server/papers/queries");
  const { listInput } = await import("@/server/papers/schema");
  const { searchHits } = await import("@/server/papers/search/queries");
  const { readCards } = await import("@/server/papers/queries");
  const { readPublicThread } = await import("@/server/threads/reading/queries");
  const query = (path: string, input: object): Call => ({
    path: `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
  });
  const viewer = people[0]?.viewer ?? null;
  const same = async (works: (() => Promise<unknown>)[]): Promise<Yardstick> => {
    const takes: Statement[][] = [];
    for (const work of works) takes.push(await record(work));
    return { kind: "same statements", takes };
  };
  const search = (q: string) => async () =>
    readCards((await searchHits(q, 20)).map(({ id }) => id));
  return [
    {
      name: "papers.list",
      group: "wire",
      callers: [[query("papers.list", {})]],
      against: await same([() => listPapers(listInput.parse({}))]),
      asked: 0.5,
    },
    {
      name: "a thread's page, signed in",
      group: "wire",
      callers: people.map(({ cookie }) => [
        { ...query("threads.ofPaper", { paper, order: "best", page: 1 }), headers: { cookie } },
      ]),
      against: await same([() => readPublicThread(viewer, paper, { order: "best", page: 1 })]),
      asked: 0.5,
    },
    {
      name: "search",
      group: "search",
      callers: queries.map((q) => [query("papers.search", { q })]),
      against: await same(queries.map(search)),
      asked: 0.5,
    },
  ];
}

/** Numbers by which values of a recorded comment are recognized. */
const MARKED = 7_000_000;

async function acts(site: string, stage: Stage): Promise<Case[]> {
  const { db } = await import("@/server/platform/database/db");
  const { as } = await import("@/server/testing/doors/callers");
  const { group, ballotId, candidateIds, people } = stage;
  const post = (path: string, input: object, cookie: string): Call => ({
    method: "POST",
    path: `/api/trpc/${path}`,
    headers: { "content-type": "application/json", origin: site, cookie },
    body: JSON.stringify(input),
  });
  const some = people.slice(0, 8);
  const approvals = [candidateIds.slice(0, 3), candidateIds.slice(2, 6)];
  const votes: Statement[][] = [];
  const upvotes: Statement[][] = [];
  const comments: Statement[][] = [];
  for (const { viewer, paperId, paper } of some) {
    for (const on of [true, false])
      upvotes.push(await record(() => as(viewer).papers.upvote({ paperId, on })));
    for (const chosen of approvals)
      votes.push(
        await record(() =>
          as(viewer).ballots.vote({ group, ballotId, answer: { approvals: chosen } }),
        ),
      );
    comments.push(await recordComment(viewer, paper));
  }
  await db.$executeRaw`DELETE FROM "RateLimit"`;
  return [
    {
      name: "upvote",
      group: "acts",
      callers: people.map(({ cookie, paperId }) =>
        [true, false].map((on) => post("papers.upvote", { paperId, on }, cookie)),
      ),
      against: { kind: "same statements", takes: upvotes },
      asked: 0.5,
    },
    {
      name: "approval vote",
      group: "acts",
      callers: people.map(({ cookie }) =>
        approvals.map((chosen) =>
          post("ballots.vote", { group, ballotId, answer: { approvals: chosen } }, cookie),
        ),
      ),
      against: { kind: "same statements", takes: votes },
      asked: 0.5,
    },
    {
      name: "comment",
      group: "acts",
      callers: people.map(({ cookie, paper }) =>
        Array.from({ length: 500 }, (_, at) =>
          post(
            "threads.add",
            { paper, body: `Words, *${at}*: $x^2$.`, clientKey: crypto.randomUUID() },
            cookie,
          ),
        ),
      ),
      against: { kind: "same statements", takes: comments },
      asked: 0.5,
    },
  ];

  /** Records the statements of a comment so that they can be repeated, each time with a new id, key and number. */
  async function recordComment(viewer: Stage["people"][number]["viewer"], paper: string) {
    const clientKey = crypto.randomUUID();
    const first = { paper, body: "First words.", clientKey: crypto.randomUUID() };
    await as(viewer).threads.add(first);
    await db.thread.updateMany({
      where: { paper: { slug: paper }, groupId: null },
      data: { lastNumber: MARKED },
    });
    const statements = await record(
      () => as(viewer).threads.add({ paper, body: "Words, *1*: $x^2$.", clientKey }),
      (value) =>
        value === clientKey
          ? { fresh: "key" }
          : value === MARKED + 1
            ? { fresh: "number" }
            : undefined,
    );
    const { id } = await db.comment.findFirstOrThrow({
      where: { clientKey },
      select: { id: true },
    });
    const isNew = (value: unknown) => (value === id ? { fresh: "id" } : value);
    return statements.map(({ text, values }) => ({ text, values: values.map(isNew) }));
  }
}
