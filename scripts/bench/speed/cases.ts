import { acts } from "./acts";
import type { Case, Yardstick } from "./case";
import type { Call } from "./load";
import type { Stage } from "./stage";
import { record, type Statement } from "./tape";

const get = (path: string, cookie?: string): Call => ({
  path,
  headers: { accept: "text/html", ...(cookie ? { cookie } : {}) },
});

/** Writes out all cases over a world. @param site its address, which calls that write have to name */
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
