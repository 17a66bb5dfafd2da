import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { standInSources } from "@/server/testing/sources";
import { paper, person } from "@/server/testing/world";
import { fetchPasted } from "../sources/fetching/pasted";
import { lookAgain } from "./commands";
import { listDue } from "./queries";
import { PAPER_NEWS } from "./schema";

ownDatabase();
const sources = standInSources();
const pass = (days: number) => setClock(new Date(now().getTime() + days * 864e5));
const using = { network: sources.network, wait: async (seconds: number) => pass(seconds / 86_400) };
const ID = "2401.01234";
let ada: Viewer;
let moderator: Viewer;

beforeEach(async () => {
  setClock(new Date("2026-05-17T12:00:00Z"));
  await db.paper.deleteMany();
  await db.sourceAnswer.deleteMany();
  await db.rateLimit.deleteMany();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  [ada, moderator] = [await person("ada"), await person({ moderator: true })];
});
afterEach(() => setClock(undefined));

const entry = (version: number, abstract: string, more = "", id = ID) => `<feed><entry>
  <id>http://arxiv.org/abs/${id}v${version}</id><title>Trees ${id}</title><summary>${abstract}</summary>
  <published>2024-01-02T00:00:00Z</published><updated>2026-05-1${version}T00:00:00Z</updated>
  <author><name>Ada Muster</name></author>${more}</entry></feed>`;
const WITHDRAWN = "<arxiv:comment>Withdrawn: Lemma 3 is wrong</arxiv:comment>";

/** Adds a paper as a person does who has pasted its identifier. */
async function addFetched(body: string, id = ID) {
  sources.answerInTurn(body);
  const found = await fetchPasted(ada, { text: `arXiv:${id}` }, "192.0.2.1", using);
  if (found.outcome !== "found") throw new Error(found.outcome);
  const { slug } = await as(ada).papers.add(found.paper);
  return db.paper.findUniqueOrThrow({ where: { slug } });
}

const pageOf = (slug: string) => as(null).papers.versions({ paper: slug });

async function look(body: string | number) {
  sources.answerInTurn(body);
  await lookAgain(using);
}

/** The news that people are to be told, as it waits in the queue. */
async function queued() {
  const jobs = await db.$queryRaw<{ payload: unknown }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = ${PAPER_NEWS.name} ORDER BY j.id`;
  return jobs.map(({ payload }) => PAPER_NEWS.payload.parse(payload).news);
}

describe("a paper that is added", () => {
  it("has its version and status at once, without another question", async () => {
    const added = await addFetched(entry(2, "We plant.", WITHDRAWN));
    expect(sources.asked).toHaveLength(1);
    const page = await pageOf(added.slug);
    expect(page.paper.status).toBe("withdrawn");
    expect(page.versions).toMatchObject([
      { number: 2, abstract: "We plant.", comment: "Withdrawn: Lemma 3 is wrong" },
      { number: 1, datedOn: "2024-01-02", abstract: null },
    ]);
    expect(page.statements).toMatchObject([
      { status: "withdrawn", since: "2026-05-12", source: "arXiv", statedBy: null },
    ]);
    expect(await queued()).toEqual([]);
    expect((await as(null).papers.page({ paper: added.slug })).statement).toMatchObject({
      status: "withdrawn",
      reason: "Withdrawn: Lemma 3 is wrong",
    });
  });

  it("is asked for a week later", async () => {
    await addFetched(entry(1, "We plant."));
    pass(6);
    await look(entry(2, "We water."));
    expect(sources.asked).toHaveLength(1);
    pass(1);
    await look(entry(2, "We water."));
    expect(sources.asked).toHaveLength(2);
  });
});

it("a paper that somebody follows is looked at within a week, however seldom it was before", async () => {
  const { id: paperId } = await addFetched(entry(1, "We plant."));
  const due = async () => {
    const { lookAt, often } = await db.paperLook.findUniqueOrThrow({ where: { paperId } });
    return [(lookAt.getTime() - now().getTime()) / 864e5, often];
  };
  const lookAt = new Date(now().getTime() + 90 * 864e5);
  await db.paperLook.update({ where: { paperId }, data: { lookAt, often: false } });
  await look(500);
  expect(await due()).toEqual([90, false]);
  await as(ada).notifications.follow({ what: { thing: "paper", id: paperId }, level: "follow" });
  await look(500);
  expect(await due()).toEqual([7, true]);
});

it("an answer beyond all bounds is cut, or is none", async () => {
  const { slug } = await addFetched(entry(1, "We plant."));
  pass(8);
  await look(entry(2, "We water.", `<arxiv:comment>${"x".repeat(9000)}</arxiv:comment>`));
  expect((await pageOf(slug)).versions[0]?.comment).toHaveLength(2000);
  pass(8);
  await look(entry(2, "We water.").replace("v2", "v99999999999"));
  expect((await pageOf(slug)).versions).toHaveLength(2);
});

describe("a new version", () => {
  it("brings its abstract, which is in the history, and is told", async () => {
    const { id, slug } = await addFetched(entry(1, "We plant."));
    pass(8);
    await look(entry(2, "We water."));
    expect(await db.paper.findUniqueOrThrow({ where: { id } })).toMatchObject({
      ...{ abstract: "We water.", status: "current", version: 1 },
    });
    expect((await pageOf(slug)).versions).toMatchObject([
      { number: 2, abstract: "We water." },
      { number: 1, abstract: "We plant." },
    ]);
    const { changes } = await as(null).papers.history({ paper: slug });
    expect(changes).toMatchObject([
      { kind: "version", changedBy: null, reason: "Version 2 at arXiv" },
    ]);
    expect(await queued()).toEqual([{ of: "version", number: 2 }]);
    pass(8);
    await look(entry(2, "We water."));
    expect(await queued()).toHaveLength(1);
  });

  it("is told from the one that an earlier comment quotes", async () => {
    const { slug } = await addFetched(entry(1, "We plant."));
    const quote = { source: "abstract", exact: "We plant" } as const;
    const comment = (body: string) =>
      as(ada).threads.add({ paper: slug, body, quote, clientKey: crypto.randomUUID() });
    await comment("First.");
    const versions = async () => {
      const { comments } = await as(null).threads.ofPaper({ paper: slug });
      return comments.map((one) => one.quote?.version).sort();
    };
    expect(await versions()).toEqual([undefined]);
    pass(8);
    await look(entry(2, "We water."));
    pass(1);
    await comment("Second.");
    expect(await versions()).toEqual([1, undefined]);
  });

  it("leaves an abstract that people have corrected", async () => {
    const { id, slug } = await addFetched(entry(1, "We plant."));
    const { version, fields } = await as(moderator).papers.form({ paper: slug });
    const corrected = { ...fields, abstract: "We plant trees.", basedOn: version, paperId: id };
    await as(moderator).papers.edit({ ...corrected, reason: "A word was missing." });
    pass(8);
    await look(entry(2, "We water."));
    expect(await db.paper.findUniqueOrThrow({ where: { id } })).toMatchObject({
      abstract: "We plant trees.",
    });
    expect((await pageOf(slug)).versions[0]).toMatchObject({ number: 2, abstract: "We water." });
  });

  it("by which a paper is withdrawn is told as that alone", async () => {
    const { slug } = await addFetched(entry(1, "We plant."));
    pass(8);
    await look(entry(2, "We plant.", WITHDRAWN));
    expect((await pageOf(slug)).paper.status).toBe("withdrawn");
    expect(await queued()).toEqual([{ of: "withdrawn" }]);
  });
});

it("papers from before are told of only if they turn out to be withdrawn or retracted", async () => {
  const [old, gone] = [await paper(), await paper()];
  await db.paperIdentifier.createMany({
    data: [
      { paperId: old.id, type: "arxiv", value: ID },
      { paperId: gone.id, type: "doi", value: "10.1000/abc" },
    ],
  });
  const retraction = {
    type: "retraction",
    DOI: "10.1000/n",
    updated: { "date-parts": [[2026, 5]] },
  };
  sources.answerWith((asked, answer) => {
    if (asked.headers.host?.includes("arxiv")) answer.end(entry(3, "We plant."));
    else
      answer.end(
        JSON.stringify({
          message: { DOI: "10.1000/abc", title: ["Trees"], "updated-by": [retraction] },
        }),
      );
  });
  await lookAgain(using);
  expect(await queued()).toEqual([{ of: "retracted" }]);
  expect((await pageOf(old.slug)).versions).toHaveLength(2);
  expect(await pageOf(gone.slug)).toMatchObject({
    paper: { status: "retracted" },
    statements: [{ since: "2026-05", link: "https://doi.org/10.1000/n", source: "Crossref" }],
  });
});

describe("without an answer", () => {
  it("nothing is changed, and few sources are asked", async () => {
    for (let number = 1; number <= 6; number += 1) {
      const { id: paperId } = await paper();
      await db.paperIdentifier.create({
        data: { paperId, type: "openreview", value: `Abc123456${number}` },
      });
    }
    await look(500);
    // Three papers, with three tries each.
    expect(sources.asked).toHaveLength(9);
    expect(await queued()).toEqual([]);
    expect(await db.paperStatement.count()).toBe(0);
    await look(500);
    expect(new Set(sources.asked).size).toBe(6);
    await look(500);
    expect(sources.asked).toHaveLength(18);
    pass(1);
    await look(500);
    expect(sources.asked).toHaveLength(27);
  });

  it("from its own source a withdrawal stays, whatever other sources say", async () => {
    const { slug } = await addFetched(entry(1, "We plant.", WITHDRAWN));
    sources.answerWith((asked, answer) => {
      if (asked.headers.host?.includes("arxiv")) return answer.writeHead(503).end();
      const attributes = { doi: `10.48550/arxiv.${ID}`, titles: [{ title: "Trees" }] };
      return answer.end(JSON.stringify({ data: { attributes } }));
    });
    pass(8);
    await lookAgain(using);
    expect(sources.asked).toHaveLength(4);
    expect((await pageOf(slug)).paper.status).toBe("withdrawn");
  });

  it("from one of two sources a retraction stays", async () => {
    const { id: paperId, slug } = await paper();
    await db.paperIdentifier.createMany({
      data: [
        { paperId, type: "arxiv", value: ID },
        { paperId, type: "doi", value: "10.1000/abc" },
      ],
    });
    let crossref = 200;
    sources.answerWith((asked, answer) => {
      if (asked.headers.host?.includes("arxiv")) return answer.end(entry(1, "We plant."));
      const body = { DOI: "10.1000/abc", title: ["Trees"], "updated-by": [{ type: "retraction" }] };
      return answer.writeHead(crossref).end(JSON.stringify({ message: body }));
    });
    await lookAgain(using);
    expect((await pageOf(slug)).paper.status).toBe("retracted");
    crossref = 503;
    pass(40);
    await lookAgain(using);
    expect((await pageOf(slug)).paper.status).toBe("retracted");
    expect(await queued()).toEqual([{ of: "retracted" }]);
  });
});

describe("a moderator", () => {
  it("marks a paper and takes the mark back, with a reason, and sources do not undo it", async () => {
    const { id: paperId, slug } = await addFetched(entry(1, "We plant."));
    const link = "https://example.org/notice";
    const said = { paperId, since: "2026-05-03", link, reason: "The journal says so." };
    await as(moderator).papers.stateStatus({ ...said, status: "retracted" });
    expect(await queued()).toEqual([{ of: "retracted" }]);
    pass(8);
    await look(entry(1, "We plant."));
    expect(await pageOf(slug)).toMatchObject({
      paper: { status: "retracted" },
      statements: [{ link, since: "2026-05-03", statedBy: { name: moderator.name }, source: "" }],
    });
    await as(moderator).papers.stateStatus({
      ...{ paperId, since: "", link: "", status: "current", reason: "It was another paper." },
    });
    pass(40);
    await look(entry(1, "We plant."));
    expect((await pageOf(slug)).paper.status).toBe("current");
    expect(await queued()).toHaveLength(1);
    pass(40);
    await look(entry(2, "We plant.", WITHDRAWN));
    expect((await pageOf(slug)).paper.status).toBe("withdrawn");
  });

  it("alone may", async () => {
    const { id: paperId } = await paper();
    const input = { paperId, since: "", link: "", status: "withdrawn", reason: "So." } as const;
    await expect(as(ada).papers.stateStatus(input)).rejects.toThrow();
    await expect(as(moderator).papers.stateStatus({ ...input, status: "current" })).rejects.toThrow(
      "has no mark",
    );
  });
});

it("papers of open ballots come first, then new ones, then the rest", async () => {
  setClock(undefined);
  const { papers } = await groupWithBallot(["Trees", "Roots"]);
  const all = [...papers, await paper(), await paper()].map(({ id }) => id);
  const [onBallot, asked, rest, recent] = all as [string, string, string, string];
  for (const paperId of all) {
    const value = `10.1000/${paperId}`;
    await db.paperIdentifier.create({ data: { paperId, type: "doi", value } });
    const often = paperId === recent;
    await db.paperLook.update({ where: { paperId }, data: { often, lookAt: now() } });
  }
  // Not due for long, but a ballot is open.
  const lookAt = new Date(now().getTime() + 90 * 864e5);
  await db.paperLook.update({ where: { paperId: onBallot }, data: { lookAt } });
  await db.paperLook.update({ where: { paperId: asked }, data: { lookAt, askedAt: now() } });
  const order = (await listDue(now(), 10)).map(({ paperId }) => paperId);
  expect(order).toEqual([onBallot, recent, rest]);
  expect(await listDue(now(), 1)).toHaveLength(1);
});
