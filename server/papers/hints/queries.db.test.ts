import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { person } from "@/server/testing/world";
import { addPaper } from "../commands";
import { addInput } from "../schema";
import { hintPapers } from "./queries";

ownDatabase();

const hinted = async (q: string) => (await hintPapers(q)).map(({ title }) => title);

const LOTTERY = "The Lottery Ticket Hypothesis: Finding Sparse Networks";
const ATTENTION = "Attention Is All You Need";
const LEARNING = "Deep Residual Learning of Images";
const POSE = "Vitamin C and the Pose of $O(n^2)$ Hands";
const CHINESE = "A Survey of 机器学习 for Bridges";
const SIGNS = "Concurrency in C++ and C# on .NET";
const PEOPLE: Record<string, string[]> = {
  [SIGNS]: ["Hans Boehm"],
  [CHINESE]: ["Mei Lin"],
  [LOTTERY]: ["Jonathan Frankle", "Michael Carbin"],
  [ATTENTION]: ["Ashish Vaswani", "Noam Shazeer", "Niki Parmar"],
  [LEARNING]: ["Kaiming He"],
  [POSE]: ["Béla Kertész"],
};

beforeAll(async () => {
  const ada = await person("ada");
  for (const [title, authors] of Object.entries(PEOPLE))
    await addPaper(
      ada,
      addInput.parse({
        title,
        authors,
        abstract: "Only the abstract says quasar.",
        url: `https://a.org/${encodeURIComponent(title)}`,
      }),
    );
});

describe("hints of papers", () => {
  it.each([
    ["the", LOTTERY],
    ["The lott", LOTTERY],
    ["lott", LOTTERY],
    ["lottery ti", LOTTERY],
    ["hypothesis lot", LOTTERY],
    ["a", ATTENTION],
    ["attention is a", ATTENTION],
    ["need att", ATTENTION],
    ["vasw", ATTENTION],
    ["vaswani attention", ATTENTION],
    ["learni", LEARNING],
    ["deep learnin", LEARNING],
    ["images learn", LEARNING],
    ["kertesz", POSE],
    ["vitamin c po", POSE],
    ["器学习", CHINESE],
    ["机器 bridg", CHINESE],
    ["c++", SIGNS],
    ["C# on", SIGNS],
    [".net", SIGNS],
  ])("finds for %j the paper that is meant", async (q, title) => {
    expect((await hinted(q))[0]?.slice(0, 12)).toBe(title.slice(0, 12));
  });

  it.each([
    ["lotery", LOTTERY],
    ["lotery ti", LOTTERY],
    ["lottrey", LOTTERY],
    ["hypothsis lot", LOTTERY],
    ["atention", ATTENTION],
    ["vazwani", ATTENTION],
    ["residaul lea", LEARNING],
  ])("forgives the slip in %j", async (q, title) => {
    expect((await hinted(q))[0]).toBe(title);
  });

  it("finds nothing for words of an abstract alone, for other words, and for signs", async () => {
    for (const q of [
      "quasar",
      "zzyzx",
      "attention zzyzx",
      "!?&|()<->:*",
      "'; DROP TABLE x",
      "\\",
      "%",
    ])
      expect(await hinted(q), q).toEqual([]);
  });

  it("shows titles in plain signs and names two authors", async () => {
    expect(await hinted("vitamin")).toEqual(["Vitamin C and the Pose of O(n²) Hands"]);
    expect((await hintPapers("attention is"))[0]?.authors).toEqual([
      "Ashish Vaswani",
      "Noam Shazeer",
    ]);
  });

  it("finds the paper of a link", async () => {
    const { slug } = await db.paper.findFirstOrThrow({ where: { title: ATTENTION } });
    expect(await hinted(`/papers/${slug}`)).toEqual([ATTENTION]);
    expect(await hinted("https://a.org/nothing-of-ours")).toEqual([]);
  });
});

/** Enough papers that words are common, and that their number shows in the rows read. */
const FIRST = 4000;

async function addPapers(from: number, to: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
      SELECT gen_random_uuid(), 'p' || n, 'Usual ' || 'w' || md5((n % 2000)::text) || ' common ' || n,
        'usual' || n, 'Words.', '{}' FROM generate_series(${from}::int, ${to}::int) n`;
  await db.$executeRaw`
    INSERT INTO "SearchWord" (word, papers) SELECT 'w' || md5(n::text), ${to}::int / 2000 FROM generate_series(0, 1999) n
      UNION ALL VALUES ('usual', ${to}::int), ('common', ${to}::int)
      UNION ALL SELECT n::text, 1 FROM generate_series(${from}::int, ${to}::int) n WHERE n > 9
      ON CONFLICT (word) DO UPDATE SET papers = EXCLUDED.papers`;
  for (const table of ["Paper", "PaperStanding", "PaperSearch", "SearchWord"])
    await db.$executeRawUnsafe(`VACUUM ANALYZE "${table}"`);
}

it("reads as many rows in a catalogue twice as large", async () => {
  const queries = [
    "u",
    "usual",
    "usual com",
    "usual common 12",
    "common usual",
    "comon usul",
    "w",
    "wc4",
  ];
  const rowsFor = async () => {
    const rows: number[] = [];
    for (const q of queries) rows.push((await readingOf(() => hintPapers(q))).rows);
    return rows;
  };
  await addPapers(1, FIRST);
  const before = await rowsFor();
  await addPapers(FIRST + 1, 2 * FIRST);
  const after = await rowsFor();
  for (const [at, rows] of after.entries())
    expect(
      rows - (before[at] as number),
      `${queries[at]}: ${before[at]} rows, then ${rows}`,
    ).toBeLessThan(FIRST / 8);
});

it("still finds the one that is meant among them", async () => {
  for (const q of ["attention", "the lott", "learni res", "atention need"])
    expect((await hinted(q))[0], q).not.toMatch(/^Usual/);
  expect((await hinted("usual common 1234"))[0]).toMatch(/ common 1234$/);
});
