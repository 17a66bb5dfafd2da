import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { importPapers } from "@/server/testing/fixtures/papers";
import { size } from "@/server/testing/tier";
import { searchInput } from "../../schema";
import { findAsked, searchPapers } from "../queries";

ownDatabase();

const at = (day: string) => new Date(`${day}T00:00:00Z`);

beforeAll(async () => {
  await importPapers([
    {
      title: "Graph Networks at Work",
      abstract: "Networks of graphs learn to plan.",
      authors: ["Ada Okafor", "Béla Novák"],
      publishedOn: at("2021-12-31"),
      venue: "Nature Medicine",
    },
    {
      title: "A Survey of Planning",
      abstract: "We survey how agents plan with a graph, or with neural networks.",
      authors: ["Ada Novák"],
      publishedOn: at("2023-01-01"),
      publishedPrecision: "year",
      venue: "Nature",
    },
    {
      title: "To Be or Not to Be",
      abstract: "Plans that are dropped. Fine-tuning of plans.",
      authors: ["Li Wei"],
      publishedOn: at("2023-06-01"),
      venue: "NeurIPS 2023",
    },
    { title: "Undated Plans", abstract: "Plans of graph networks.", authors: ["Graph Wei"] },
  ]);
  await db.paper.updateMany({ where: { title: "Undated Plans" }, data: { commentCount: 2 } });
  const survey = await db.paper.findFirstOrThrow({ where: { title: "A Survey of Planning" } });
  const undated = await db.paper.findFirstOrThrow({ where: { title: "Undated Plans" } });
  await db.topic.create({ data: { slug: "old-ways", name: "Old and Gold" } });
  for (const { id } of [survey, undated])
    await db.paperTopic.create({ data: { paperId: id, topicSlug: "old-ways" } });
});

/** The first words of the titles that a search finds, in the order of the alphabet. */
async function found(q: string): Promise<string[]> {
  const input = searchInput.parse({ q, limit: 50 });
  const papers = await searchPapers(input, crypto.randomUUID());
  return papers.map(({ title }) => title.split(" ").slice(0, 2).join(" ")).sort();
}

describe("a question", () => {
  it.each([
    ["plans", ["A Survey", "Graph Networks", "To Be", "Undated Plans"]],
    ['"graph networks"', ["Graph Networks", "Undated Plans"]],
    ['"networks of graphs" plan', ["Graph Networks"]],
    ['plans "fine tuning"', ["To Be"]],
    ['"to be or not to be" plans', ["A Survey", "Graph Networks", "To Be", "Undated Plans"]],
    ['"Ada Okafor"', ["Graph Networks"]],
    ["plan -survey", ["Graph Networks", "To Be", "Undated Plans"]],
    ['plan -"graph networks"', ["A Survey", "To Be"]],
    ["plan -fine-tuning", ["A Survey", "Graph Networks", "Undated Plans"]],
    ["plan -the", ["A Survey", "Graph Networks", "To Be", "Undated Plans"]],
    ["plan author:okafor", ["Graph Networks"]],
    ["plan author:novak", ["A Survey", "Graph Networks"]],
    ['plan author:"Ada Novák"', ["A Survey"]],
    ['plan author:"novak, ada"', ["A Survey"]],
    ["plan -author:ada", ["To Be", "Undated Plans"]],
    ["plan author:graph", ["Undated Plans"]],
    ["plan title:graph", ["Graph Networks"]],
    ['plan title:"networks at work"', ["Graph Networks"]],
    ["plan year:2023", ["A Survey", "To Be"]],
    ["plan year:..2022", ["Graph Networks"]],
    ["plan year:2021..2023", ["A Survey", "Graph Networks", "To Be"]],
    ["plan -year:2023", ["Graph Networks", "Undated Plans"]],
    ["plan venue:nature", ["A Survey", "Graph Networks"]],
    ['plan venue:"nature medicine"', ["Graph Networks"]],
    ["plan -venue:nature", ["To Be", "Undated Plans"]],
    ["plan topic:old-ways", ["A Survey", "Undated Plans"]],
    ['plan topic:"old and gold"', ["A Survey", "Undated Plans"]],
    ["plan topic:older", []],
    ["plan has:discussion", ["Undated Plans"]],
    ["plan -has:discussion -survey year:2020..", ["Graph Networks", "To Be"]],
    ['survey OR "fine tuning"', ["A Survey", "To Be"]],
    ["plan survey OR okafor", ["A Survey", "Graph Networks"]],
    ["author:okafor OR author:li", ["Graph Networks", "To Be"]],
    ["plan year:2021 OR year:2023", ["A Survey", "Graph Networks", "To Be"]],
    ["neurips OR title:undated OR venue:neurips", ["To Be", "Undated Plans"]],
    ["plan survey OR author:okafor -graph", []],
    ["topic:old-ways OR has:discussion year:2021..", ["A Survey"]],
    ["in:some-group OR title:survey", ["A Survey"]],
    // A usual word is in no paper, and so no way round the other one.
    ["the OR survey", ["A Survey"]],
    ["plan title:the OR title:survey", ["A Survey"]],
    ["the OR of", []],
    // Words that are joined are taken as they are: no typos.
    ["surveey OR okafor", ["Graph Networks"]],
    ["TO BE OR NOT TO BE", []],
    ["PLANS OR SURVEYS OF PLANS", ["A Survey", "Graph Networks", "To Be", "Undated Plans"]],
    // Without a viewer there are no groups.
    ["plan in:some-group", []],
    ["plan read:some-group", []],
    ["graph network year:2021 -author:li", ["Graph Networks"]],
  ])("%j finds what fits", async (q, titles) => expect(await found(q)).toEqual(titles));

  it("of operators alone lists the newest papers first", async () => {
    const titles = async (q: string) => {
      const hits = await findAsked(q, 50);
      const papers = await db.paper.findMany({ where: { id: { in: hits.map(({ id }) => id) } } });
      const titleOf = new Map(papers.map(({ id, title }) => [id, title.split(" ")[0]]));
      return hits.map(({ id }) => titleOf.get(id));
    };
    await db.$executeRaw`
      UPDATE "Paper" SET "addedAt" = now() - length(title) * interval '1 hour' WHERE title <> ''`;
    expect(await titles("year:2000..")).toEqual(["To", "A", "Graph"]);
    expect(await titles("-author:wei")).toEqual(["A", "Graph"]);
    expect(await titles('-"no such words" has:discussion')).toEqual(["Undated"]);
    expect(await titles("- !")).toEqual([]);
  });

  it("with one more part never finds more", async () => {
    const parts = fc.constantFrom(
      ...["-survey", '"graph networks"', '"plans"', '-"of graphs"', "author:ada", "-author:wei"],
      ...[
        "title:plans",
        "year:2023",
        "-year:2021",
        "year:2022..",
        "venue:nature",
        "-venue:neurips",
      ],
      ...["survey OR okafor", "author:li OR year:2021", "the OR graphs", "nothing OR of"],
      ...["topic:old-ways", "-topic:old-ways", "has:discussion", "in:x", "-in:x", "-read:x"],
    );
    const questions = fc.tuple(
      fc.constantFrom("plan", "graph networks", "fine tuning of plans", "surveey"),
      fc.array(parts, { maxLength: 3 }),
      parts,
    );
    await fc.assert(
      fc.asyncProperty(questions, async ([words, some, more]) => {
        const q = [words, ...some].join(" ");
        const all = await found(q);
        const fewer = await found(`${q} ${more}`);
        expect(all).toEqual(expect.arrayContaining(fewer));
      }),
      { numRuns: size(25, 500) },
    );
  });
});

it("one of two finds what either of them finds, and no more", async () => {
  const one = fc.constantFrom(
    ...["survey", '"graph networks"', "okafor", "author:ada", "title:plans", "year:2023"],
    ...["venue:nature", "topic:old-ways", "has:discussion", "in:x"],
  );
  const quoted = (part: string) => (/[:"]/.test(part) ? part : `"${part}"`);
  await fc.assert(
    fc.asyncProperty(one, one, one, async (a, b, c) => {
      const each = [await found(quoted(a)), await found(quoted(b)), await found(quoted(c))];
      expect(await found(`${a} OR ${b} OR ${c}`)).toEqual([...new Set(each.flat())].sort());
    }),
    { numRuns: size(25, 500) },
  );
});

it("a question in a large catalogue looks at a bounded number of papers, and at the old ones with rare words", async () => {
  const add = (from: number, to: number) => db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors, "publishedOn", "addedAt")
      SELECT gen_random_uuid(), 'n' || n, 'Heap ' || n, 'heap' || n, 'Usual words', '{}', '2020-01-01',
        '2020-01-01'::timestamptz + n * interval '1 hour'
      FROM generate_series(${from}::int, ${to}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors, "publishedOn", "addedAt")
      VALUES (gen_random_uuid(), 'oldest', 'A needle', 'needle', 'Usual words', '{}', '2020-02-02', '2000-01-01')`;
  await add(1, 6000);
  await db.$executeRaw`VACUUM ANALYZE "PaperSearch"`;
  await db.$executeRaw`VACUUM ANALYZE "Paper"`;
  const asked = ["usual year:2020", "usual OR needle"];
  const rowsOf = async () => {
    const rows: number[] = [];
    for (const q of asked) rows.push((await readingOf(() => findAsked(q, 20))).rows);
    return rows;
  };
  const before = await rowsOf();
  // So many that reading all of them costs far more than an index. With twice as many as before, it costs about the same,
  // and the database does now one, now the other.
  await add(6001, 24_000);
  await db.$executeRaw`VACUUM ANALYZE "PaperSearch"`;
  await db.$executeRaw`VACUUM ANALYZE "Paper"`;
  for (const [at, rows] of (await rowsOf()).entries())
    expect(rows - (before[at] as number), asked[at]).toBeLessThan(3000);
  const [rare] = await findAsked("usual OR needle", 5);
  expect(await db.paper.findUniqueOrThrow({ where: { id: rare?.id as string } })).toMatchObject({
    slug: "oldest",
  });
  const [best] = await findAsked("usual needle year:2020", 5);
  expect(await db.paper.findUniqueOrThrow({ where: { id: best?.id as string } })).toMatchObject({
    slug: "oldest",
  });
});
