import type { Case, Yardstick } from "./case";
import { query } from "./load";
import type { Stage } from "./stage";
import { record, type Statement } from "./tape";

/** The cases of calls that read, each against its statements. */
export async function wire({ paper, queries, people }: Stage): Promise<Case[]> {
  const { listPapers } = await import("@/server/papers/queries");
  const { listInput } = await import("@/server/papers/schema");
  const { searchHits } = await import("@/server/papers/search/queries");
  const { readCards } = await import("@/server/papers/queries");
  const { readPublicThread } = await import("@/server/threads/reading/queries");
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
