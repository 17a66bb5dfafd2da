import { setTimeout } from "node:timers/promises";
import { freePort } from "@/scripts/runtime/start/data-dir";
import { type Bench, compareRates, median, type Result } from "./measure";
import { forget, startSite, stopProcess } from "./site";
import { query } from "./speed/load";
import { timeCalls } from "./speed/one-by-one";

/** Turns in which pages are loaded with and without a model that reads. */
const TURNS = 3;
/** Part of their rate that pages keep while a model reads. */
const KEPT_RATE = 0.9;
/** Papers that the model has not read, in the turns in which it reads: more than it can. */
const UNREAD = 2000;
/** People who load pages, and papers that they look at and search for. */
const PEOPLE = 12;
/** Papers of a catalogue that each paper is like. */
const ALIKE = 12;
const MOST_MEGABYTES = 400;
/** Most milliseconds for 95% of the answers, if no other requests wait. */
const PROMISED_MS = { search: 150, similar: 100, typing: 80 };
/** Letters after which somebody who types is asked for. */
const TYPED = [2, 4, 7, 11];

type Report = (result: Result) => void;

/**
 * Measures the time of searches by words and meaning, of hints while people type and of similar papers; the memory of the
 * thread that compares vectors; and how much pages slow down while a model reads in the background. The vectors
 * are random, which takes as long as others.
 */
export const meaning: Bench = async (_say, { world, report }) => {
  const { db, disconnect } = await import("@/server/platform/database/db");
  const { keyOf } = await import("@/server/papers/meaning/models/model");
  const { person, session } = await import("@/server/testing/world");
  const { buildWorld } = await import("./world");
  const { buildLargeWorld } = await import("./large/build");
  if (world === "L") await buildLargeWorld(process.env.DATABASE_URL as string);
  else await buildWorld(200);
  const settings = { provider: "builtin", name: "use-lite", revision: "0.2.0" } as const;
  const key = keyOf(settings);
  await readAll(key, settings);
  await findAlike();
  const papers = await db.paper.findMany({
    select: { slug: true, title: true },
    orderBy: { id: "asc" },
    take: PEOPLE,
  });
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => person()));
  await reportMemory(key, settings, report);

  const port = await freePort();
  const site = `http://localhost:${port}`;
  const { child } = await startSite(site, { PORT: String(port), SEARCH_MEANING: "builtin" });
  const ending = new AbortController();
  const forgetting = forget(ending.signal, () => db.rateLimit.deleteMany());
  try {
    const words = (title: string, at: number) =>
      title
        .split(" ")
        .slice(0, 1 + (at % 4))
        .join(" ");
    const searches = papers.map(({ title }, at) => query("papers.search", { q: words(title, at) }));
    const similar = papers.map(({ slug }) => query("papers.similar", { paper: slug }));
    const typing = papers.flatMap(({ title }) =>
      TYPED.map((letters) => query("search.hints", { q: title.slice(0, letters) })),
    );
    await timeCalls(site, "a search by words and meaning", searches, PROMISED_MS.search, report);
    await timeCalls(site, "similar papers", similar, PROMISED_MS.similar, report);
    await timeCalls(site, "papers and more, as one types", typing, PROMISED_MS.typing, report);
    const pages = (paper: string, cookie: string) =>
      ["/", "/desk", `/papers/${paper}`].map((path) => ({ path, headers: { cookie } }));
    const callers = await Promise.all(
      people.map(async ({ id }, at) =>
        pages(papers[at]?.slug ?? "", `colloquy.session=${await session(id)}`),
      ),
    );
    await reportSlowing(key, { url: site, pid: child.pid as number, callers }, report);
  } finally {
    ending.abort();
    await forgetting;
    await stopProcess(child);
    await disconnect();
  }
};

/** Gives each paper a vector of the model, and lets the model serve. */
async function readAll(key: string, settings: object): Promise<void> {
  const { db } = await import("@/server/platform/database/db");
  const floorPapers = await db.paper.count();
  const serving = { dims: 512, floor: 0.43, floorPapers, servesSince: new Date() };
  await db.meaningModel.create({ data: { key, settings, ...serving } });
  await addVectors(key);
  await db.$executeRaw`ANALYZE "PaperVector"`;
}

async function addVectors(key: string): Promise<void> {
  const { db } = await import("@/server/platform/database/db");
  await db.$executeRaw`
    INSERT INTO "PaperVector" ("modelKey", "paperId", scale, bytes)
      SELECT ${key}, p.id, 0.0006,
        decode((SELECT string_agg(md5(p.id::text || k), '') FROM generate_series(1, 32) k), 'hex')
      FROM "Paper" p
      WHERE NOT EXISTS (SELECT FROM "PaperVector" v WHERE v."modelKey" = ${key} AND v."paperId" = p.id)
    ON CONFLICT DO NOTHING`;
}

/** Makes each paper like some others, wherever they are. */
async function findAlike(): Promise<void> {
  const { db } = await import("@/server/platform/database/db");
  await db.$executeRaw`
    WITH paper AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id)::bigint - 1 AS n FROM "Paper"),
      papers AS (SELECT count(*) AS n FROM paper)
    INSERT INTO "SimilarPaper" ("paperId", "similarId", score, shared)
      SELECT a.id, b.id, 0.1 + 0.04 * k, ARRAY['model', 'data']
      FROM paper a CROSS JOIN generate_series(1, ${ALIKE}::int) k CROSS JOIN papers
      JOIN paper b ON b.n = (a.n * 7919 + k * 104729) % papers.n
      WHERE a.id <> b.id ON CONFLICT DO NOTHING`;
  await db.$executeRaw`DELETE FROM "PaperToCompare"`;
  await db.$executeRaw`ANALYZE "SimilarPaper"`;
}

/** Measures the resident memory of this process with the thread, less that without it. */
async function reportMemory(
  key: string,
  settings: { provider: "builtin"; name: string; revision: string },
  report: Report,
): Promise<void> {
  const { MeaningReader } = await import("@/server/papers/meaning/reader");
  const reader = new MeaningReader({ key, settings, floor: 0.43 });
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const before = process.memoryUsage.rss();
  try {
    await reader.fill();
    for (const q of ["graph networks", "sparse attention"]) await reader.nearest(q);
  } finally {
    clearInterval(watching);
    await reader.thread.end();
  }
  const megabytes = (most - before) / 1e6;
  report({
    name: "memory of the thread that compares vectors",
    value: megabytes,
    unit: "MB",
    asked: `at most ${MOST_MEGABYTES}`,
    kept: megabytes <= MOST_MEGABYTES,
    errors: 0,
  });
}

/** Compares the rates of pages while a model reads papers, and while it has none to read. */
async function reportSlowing(
  key: string,
  target: Parameters<typeof import("./speed/load").sendCalls>[0],
  report: Report,
): Promise<void> {
  const { db } = await import("@/server/platform/database/db");
  const { READ_FOR_MEANING } = await import("@/server/papers/meaning/schema");
  const { whileAlone } = await import("@/server/platform/database/alone");
  const { LOCK_NAMES } = await import("@/server/platform/database/locks");
  const { enqueue } = await import("@/server/platform/queue");
  const { sendCalls } = await import("./speed/load");
  let errors = 0;
  const load = async () => {
    const { rate, errors: failed } = await sendCalls(target);
    errors += failed;
    return rate;
  };
  const count = () => db.paperVector.count({ where: { modelKey: key } });
  const reading = async () => {
    await db.$executeRaw`
      DELETE FROM "PaperVector" WHERE "paperId" IN (SELECT id FROM "Paper" ORDER BY id LIMIT ${UNREAD})`;
    const without = await count();
    await enqueue(db, READ_FOR_MEANING, {});
    while ((await count()) === without) await setTimeout(50);
    const rate = await load();
    // The run ends with the papers.
    await addVectors(key);
    while (!(await whileAlone(LOCK_NAMES.reading + key, async () => true))) await setTimeout(50);
    return rate;
  };
  const { rates, ratios } = await compareRates(TURNS, [reading, load]);
  const ratio = median(ratios[0] ?? []);
  report({
    name: "pages while a model reads",
    value: ratio,
    unit: "of the rate without",
    asked: `at least ${KEPT_RATE}`,
    kept: ratio >= KEPT_RATE && errors === 0,
    errors,
    more: { rate: median(rates[0] ?? []), bareRate: median(rates[1] ?? []) },
  });
}
