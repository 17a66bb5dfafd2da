import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { standInSources } from "@/server/testing/sources";
import { group, paper, person } from "@/server/testing/world";
import { addWatches, startDueWatches } from "../commands";
import { SITE } from "../queries";
import type { Place } from "../rules";
import { FAILING_DAYS } from "../rules";
import { runWatch } from "./commands";

ownDatabase();
const sources = standInSources();
const using = { network: sources.network, wait: async () => {} };
const FEED = "https://journal.example/rss";

beforeEach(async () => {
  setClock(new Date("2026-05-17T12:00:00Z"));
  await db.sourceAnswer.deleteMany();
  await db.sourcePause.deleteMany();
  await db.rateLimit.deleteMany();
  await db.watch.deleteMany();
});
afterEach(() => setClock(undefined));

const nextDay = () => setClock(new Date(now().getTime() + 24 * 3_600_000));
const run = (id: string) => runWatch(id, using);
const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Journal</title>${items.join("")}</channel></rss>`;
/** An entry that needs no other source. */
const item = (doi: string, title = `On ${doi}`) =>
  `<item><title>${title}</title><link>https://doi.org/10.5555/${doi}</link>
   <dc:creator>Ada Okafor</dc:creator><description>We plant.</description></item>`;

/** Sets up a watch of a new group. */
async function watchOf(place: Place = { kind: "feed", query: FEED }, perDay = 5) {
  const lena = await person("lena");
  const made = await group({ members: [[lena, "owner"]] });
  const owner = { groupId: made.id, timeZone: "Europe/Berlin" };
  const id = await add(owner, place, perDay);
  const suggested = async () =>
    (await as(lena).watches.suggestions({ group: made.slug })).suggestions;
  return {
    lena,
    ...made,
    owner,
    groupId: made.id,
    id,
    suggested,
    titles: async () => (await suggested()).map(({ paper: { title } }) => title),
  };
}

/** Makes a date of the time of a job. Its payload has texts. */
const reviveAt = (name: string, value: unknown) =>
  name === "at" ? new Date(value as string) : value;

async function add(owner: typeof SITE, place: Place, perDay = 5, name = "Trees"): Promise<string> {
  await addWatches(owner, { watches: [{ place, name, perDay }] });
  const where = { groupId: owner.groupId, ...place };
  return (await db.watch.findFirstOrThrow({ where, select: { id: true } })).id;
}

const stateOf = (id: string) => db.watch.findUniqueOrThrow({ where: { id } });

describe("a feed", () => {
  it("brings the first papers up to the day's limit, the rest on the next day, and each once", async () => {
    const { id, titles } = await watchOf(undefined, 2);
    sources.answerWith((_asked, answer) =>
      answer.end(rss(...["a1", "a2", "a3"].map((doi) => item(doi)))),
    );
    await run(id);
    expect((await titles()).toSorted()).toEqual(["On a1", "On a2"]);
    expect(await stateOf(id)).toMatchObject({
      outcome: "looked",
      brought: 2,
      left: 1,
      askedAt: null,
    });
    // The limit is that of the day, not of a run.
    await run(id);
    expect(await titles()).toHaveLength(2);
    nextDay();
    await run(id);
    expect(await titles()).toHaveLength(3);
    nextDay();
    await run(id);
    expect(await titles()).toHaveLength(3);
    expect(await stateOf(id)).toMatchObject({ brought: 0, left: 0 });
  });

  it("lets organizers be told once at the end of the day, however often watches bring papers", async () => {
    const { id, groupId } = await watchOf();
    const jobs = () => db.$queryRaw<{ at: Date; payload: unknown }[]>`
      SELECT j.run_at AS at, p.payload FROM graphile_worker.jobs j
      JOIN graphile_worker._private_jobs p ON p.id = j.id
      WHERE j.task_identifier = 'watches.suggested' AND p.payload ->> 'groupId' = ${groupId} ORDER BY 1`;
    const day = (since: string, until: string) => ({
      at: new Date(until),
      payload: { groupId, since: new Date(since), until: new Date(until) },
    });
    const list = (...dois: string[]) =>
      sources.answerWith((_asked, answer) => answer.end(rss(...dois.map((doi) => item(doi)))));
    list();
    await run(id);
    expect(await jobs()).toEqual([]);
    list("t1");
    await run(id);
    list("t1", "t2");
    await run(id);
    const first = day("2026-05-17T06:00:00.000Z", "2026-05-18T06:00:00.000Z");
    expect(await jobs()).toEqual([JSON.parse(JSON.stringify(first), reviveAt)]);
    nextDay();
    list("t3");
    await run(id);
    expect((await jobs()).map(({ at }) => at.toISOString())).toEqual([
      "2026-05-18T06:00:00.000Z",
      "2026-05-19T06:00:00.000Z",
    ]);
  });

  it("brings each paper once, also if two processes look at the same moment", async () => {
    const { id, titles } = await watchOf();
    sources.answerWith((_asked, answer) => answer.end(rss(item("b1"), item("b2"))));
    await Promise.all([run(id), run(id), run(id)]);
    expect(await titles()).toHaveLength(2);
    expect(await db.paper.count({ where: { doi: { in: ["10.5555/b1", "10.5555/b2"] } } })).toBe(2);
  });

  it("never brings again what was dismissed, or has left the catalogue", async () => {
    const { id, lena, slug, suggested } = await watchOf();
    sources.answerWith((_asked, answer) => answer.end(rss(item("c1"), item("c2"))));
    await run(id);
    const [first, second] = await suggested();
    await as(lena).watches.dismiss({ group: slug, suggestionId: first?.id as string });
    await db.paper.delete({ where: { id: second?.paper.id as string } });
    nextDay();
    await run(id);
    expect(await suggested()).toEqual([]);
    expect(await db.paper.count({ where: { doi: { in: ["10.5555/c1", "10.5555/c2"] } } })).toBe(1);
  });

  it("is not sent again as long as it is unchanged, unless something was left of it", async () => {
    const { id, titles } = await watchOf(undefined, 1);
    const asked: (string | undefined)[] = [];
    sources.answerWith((message, answer) => {
      asked.push(message.headers["if-none-match"]);
      if (message.headers["if-none-match"] === '"v1"') answer.writeHead(304).end();
      else answer.writeHead(200, { ETag: '"v1"' }).end(rss(item("d1"), item("d2")));
    });
    for (let day = 0; day < 4; day++) {
      await run(id);
      nextDay();
    }
    expect(asked).toEqual([undefined, undefined, '"v1"', '"v1"']);
    expect(await titles()).toHaveLength(2);
    expect(await stateOf(id)).toMatchObject({ outcome: "looked", failures: 0, etag: '"v1"' });
  });

  it("is completed by the papers' source, and a paper that it only mentions comes once that has it", async () => {
    const { id, suggested } = await watchOf();
    let has = false;
    sources.answerWith((message, answer) => {
      const host = message.headers.host ?? "";
      if (host.startsWith("journal"))
        answer.end(
          rss(
            "<item><title>Poor</title><link>https://doi.org/10.5555/e1</link></item>",
            "<item><title>A talk</title><link>https://journal.example/talk</link><description>On doi:10.5555/e2.</description></item>",
            "<item><title>Our office has moved</title><link>https://journal.example/office</link></item>",
          ),
        );
      else if (host.startsWith("api.crossref") && has) {
        const doi = decodeURIComponent(message.url ?? "").match(/e\d/)?.[0];
        const author = [{ given: "Ada", family: "Okafor" }];
        answer.end(
          JSON.stringify({
            message: {
              DOI: `10.5555/${doi}`,
              title: [`Whole ${doi}`],
              author,
              abstract: "We plant.",
            },
          }),
        );
      } else answer.writeHead(503).end();
    });
    await run(id);
    expect((await suggested()).map(({ paper }) => paper.title)).toEqual(["Poor"]);
    expect(await stateOf(id)).toMatchObject({ brought: 1, left: 1, unnamed: 1 });
    has = true;
    await db.sourcePause.deleteMany();
    nextDay();
    await run(id);
    expect((await suggested()).map(({ paper }) => paper.title)).toEqual(["Whole e2", "Poor"]);
    expect((await suggested())[0]?.paper.authors).toEqual(["Ada Okafor"]);
  });

  it("brings nothing that its group has nominated or chosen, and leaves doubtful papers out", async () => {
    const { id, lena, slug, titles } = await watchOf();
    const [nominated, doubtful] = await Promise.all([
      paper({ title: "Nominated" }),
      paper({ title: "Erratum" }),
    ]);
    await db.paperIdentifier.create({
      data: { paperId: nominated.id, type: "doi", value: "10.5555/f1" },
    });
    await db.paper.update({ where: { id: nominated.id }, data: { doi: "10.5555/f1" } });
    await as(lena).nominations.nominate({ group: slug, paperId: nominated.id });
    sources.answerWith((_asked, answer) =>
      answer.end(rss(item("f1", nominated.title), item("f2", doubtful.title), item("f3"))),
    );
    await run(id);
    expect(await titles()).toEqual(["On f3"]);
    expect(await stateOf(id)).toMatchObject({ brought: 1, unclear: 1 });
  });

  it("suggests a paper once to a group, whichever of its watches finds it", async () => {
    const { id, owner, titles } = await watchOf();
    const other = await add(owner, { kind: "feed", query: "https://other.example/rss" });
    sources.answerWith((_asked, answer) => answer.end(rss(item("g1"))));
    await run(id);
    await run(other);
    expect(await titles()).toEqual(["On g1"]);
    expect(await stateOf(other)).toMatchObject({ brought: 0, outcome: "looked" });
  });
});

describe("a watch of the site", () => {
  it("brings papers into the catalogue, and none that it has", async () => {
    await importPapers([
      { title: "On h1", abstract: "", authors: ["Ada Okafor"], doi: "10.5555/h1" },
    ]);
    const id = await add(SITE, { kind: "feed", query: FEED }, 1);
    sources.answerWith((_asked, answer) => answer.end(rss(item("h1"), item("h2"), item("h3"))));
    await run(id);
    expect(await stateOf(id)).toMatchObject({ brought: 1, left: 1 });
    const added = await db.paper.findFirstOrThrow({ where: { doi: "10.5555/h2" } });
    expect(added).toMatchObject({ title: "On h2", addedById: null });
    expect(await db.paper.count({ where: { doi: "10.5555/h3" } })).toBe(0);
  });
});

it.each<[Place, string, string]>([
  [
    { kind: "arxiv", query: "cs.LG trees" },
    "export.arxiv.org",
    `<feed><title>q</title><entry><id>http://arxiv.org/abs/2605.01234v1</id><title>Trees</title><summary>We plant.</summary>
     <author><name>Ada Okafor</name></author><published>2026-05-16T00:00:00Z</published><link href="x"/></entry></feed>`,
  ],
  [
    { kind: "crossref", query: "trees" },
    "api.crossref.org",
    '{"message":{"items":[{"DOI":"10.5555/i1","title":["Trees"],"author":[{"family":"Okafor"}]}]}}',
  ],
  [
    { kind: "openalex", query: "trees" },
    "api.openalex.org",
    '{"results":[{"id":"https://openalex.org/W77","title":"Trees","authorships":[{"raw_author_name":"Ada Okafor"}]}]}',
  ],
])("looks at %o", async (place, host, body) => {
  await db.paper.deleteMany({ where: { title: "Trees" } });
  const { id, titles } = await watchOf(place);
  sources.answerWith((_asked, answer) => answer.end(body));
  await run(id);
  expect(sources.asked.map((one) => one.split("/")[0])).toEqual([host]);
  expect(await titles()).toEqual(["Trees"]);
});

describe("a place that fails", () => {
  it.each<[string, number | string, string]>([
    ["does not answer", 503, "noAnswer"],
    ["is gone", 404, "noAnswer"],
    ["is no feed", "<html>Hello</html>", "unreadable"],
    ["breaks off", rss(item("j1")).slice(0, -30), "unreadable"],
  ])("because it %s is named, and nothing is written", async (_, body, outcome) => {
    const { id } = await watchOf();
    const papers = await db.paper.count();
    sources.answerInTurn(body);
    await run(id);
    expect(await stateOf(id)).toMatchObject({ outcome, askedAt: null, stoppedAt: null });
    expect(await db.paper.count()).toBe(papers);
  });

  it("stops its watch after a week, tells the organizers once, and can be started again", async () => {
    const { id, lena, slug } = await watchOf();
    const told = async () =>
      (
        await db.$queryRaw<
          unknown[]
        >`SELECT FROM graphile_worker.jobs WHERE task_identifier = 'ballots.tellOrganizers'`
      ).length;
    sources.answerInTurn(404);
    for (let day = 0; day < FAILING_DAYS + 3; day++) {
      await startDueWatches();
      await run(id);
      nextDay();
    }
    expect(sources.asked).toHaveLength(FAILING_DAYS);
    expect(await stateOf(id)).toMatchObject({
      failures: FAILING_DAYS,
      stoppedAt: expect.any(Date),
    });
    expect(await told()).toBe(1);
    sources.answerInTurn(rss(item("k1")));
    await expect(as(lena).watches.run({ group: slug, watchId: id })).rejects.toThrow("Resume");
    await as(lena).watches.pause({ group: slug, watchId: id, paused: false });
    await run(id);
    expect(await stateOf(id)).toMatchObject({ failures: 0, stoppedAt: null, brought: 1 });
  });

  it("does not count another day when somebody asks for a run", async () => {
    const { id, lena, slug } = await watchOf();
    sources.answerInTurn(404);
    await run(id);
    for (let time = 0; time < 3; time++) {
      await as(lena).watches.run({ group: slug, watchId: id });
      await run(id);
    }
    expect(await stateOf(id)).toMatchObject({ failures: 1 });
  });
});

it("does not look while it is paused, or its group is archived", async () => {
  const { id, lena, slug, owner } = await watchOf();
  sources.answerInTurn(rss(item("l1")));
  await as(lena).watches.pause({ group: slug, watchId: id, paused: true });
  nextDay();
  await startDueWatches();
  await run(id);
  await as(lena).watches.pause({ group: slug, watchId: id, paused: false });
  await db.group.update({ where: { id: owner.groupId as string }, data: { archivedAt: now() } });
  await run(id);
  expect(sources.asked).toEqual([]);
});
