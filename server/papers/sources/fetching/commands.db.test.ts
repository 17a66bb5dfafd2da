import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { standInSources } from "@/server/testing/sources";
import { deleteOldAnswers, fetchRecord } from "./commands";

ownDatabase();
const sources = standInSources();
const waits: number[] = [];
const pass = (seconds: number) => setClock(new Date(now().getTime() + seconds * 1000));
const wait = async (seconds: number) => {
  waits.push(seconds);
  pass(seconds);
};
const using = { network: sources.network, wait };

beforeEach(async () => {
  waits.length = 0;
  setClock(new Date("2026-05-17T12:00:00Z"));
  await db.sourceAnswer.deleteMany();
  await db.sourcePause.deleteMany();
  await db.rateLimit.deleteMany();
});
afterEach(() => setClock(undefined));

const doi = { type: "doi", value: "10.1000/abc" } as const;
const arxiv = { type: "arxiv", value: "2401.01234" } as const;
const openreview = { type: "openreview", value: "Abc1234567" } as const;
const note = JSON.stringify({ notes: [{ id: openreview.value, content: { title: "Trees" } }] });
const work = (more = {}) =>
  JSON.stringify({ message: { DOI: doi.value, title: ["Trees"], abstract: "We plant.", ...more } });
const entry = `<feed><entry><id>http://arxiv.org/abs/2401.01234v1</id><title>Trees</title>
  <summary>We plant.</summary><published>2024-01-02T00:00:00Z</published></entry></feed>`;
const hosts = () => sources.asked.map((asked) => asked.split("/")[0]);

describe("the answer", () => {
  it("is a record, for which a week long nobody is asked again", async () => {
    sources.answerInTurn(work());
    const found = { outcome: "found", source: "Crossref", record: { title: "Trees" } };
    expect(await fetchRecord(doi, using)).toMatchObject(found);
    pass(6 * 24 * 3600);
    expect(await fetchRecord(doi, using)).toMatchObject(found);
    expect(sources.asked).toHaveLength(1);
    pass(2 * 24 * 3600);
    await fetchRecord(doi, using);
    expect(sources.asked).toHaveLength(2);
    expect(sources.agents[0]).toMatch(/^Colloquy \(http/);
  });

  it("comes from the other agency for a DOI that Crossref does not know", async () => {
    sources.answerInTurn(404);
    expect(await fetchRecord(doi, using)).toEqual({
      outcome: "no such paper",
      source: "Crossref and DataCite",
    });
    expect(hosts()).toEqual(["api.crossref.org", "api.datacite.org"]);
    await fetchRecord(doi, using);
    expect(sources.asked).toHaveLength(2);
    // The paper may have come.
    pass(3601);
    sources.answerInTurn(work());
    expect(await fetchRecord(doi, using)).toMatchObject({ outcome: "found" });
  });

  it("says that a paper is not there yet, or is none", async () => {
    sources.answerInTurn("<feed></feed>");
    expect(await fetchRecord({ type: "arxiv", value: "2605.01234" }, using)).toEqual({
      outcome: "not there yet",
      source: "arXiv",
    });
    sources.answerInTurn(work({ type: "journal-issue" }));
    expect(await fetchRecord(doi, using)).toEqual({ outcome: "not a paper", source: "Crossref" });
    expect(await fetchRecord({ type: "isbn", value: "9780306406157" }, using)).toEqual({
      outcome: "no source",
    });
  });

  it("comes from the second API of OpenReview for older venues", async () => {
    sources.answerInTurn(403, note);
    expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "found" });
    expect(hosts()).toEqual(["api2.openreview.net", "api.openreview.net"]);
  });

  it("takes a missing abstract from another source with the same title", async () => {
    const other = { id: "https://openalex.org/W1", abstract_inverted_index: { Planted: [0] } };
    sources.answerInTurn(work({ abstract: null }), JSON.stringify({ ...other, title: "TREES" }));
    expect(await fetchRecord(doi, using)).toMatchObject({
      source: "Crossref",
      record: { title: "Trees", abstract: "Planted" },
    });
    await db.sourceAnswer.deleteMany();
    sources.answerInTurn(
      work({ abstract: null }),
      JSON.stringify({ ...other, title: "Water" }),
      404,
    );
    expect(await fetchRecord(doi, using)).toMatchObject({ record: { abstract: null } });
  });
});

describe("a source that does not answer", () => {
  it("is tried again with growing pauses", async () => {
    sources.answerInTurn(503, 500, note);
    expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "found" });
    expect(waits).toEqual([1, 2]);
  });

  it("is given up after three tries, which is not the same as no paper", async () => {
    sources.answerInTurn(500);
    expect(await fetchRecord(openreview, using)).toEqual({
      outcome: "no answer",
      source: "OpenReview",
    });
    expect(sources.asked).toHaveLength(3);
  });

  it.each(["<html>Busy</html>", "", '{"notes":[{"id":"Abc1234567","content":{"tit'])(
    "may answer with %j",
    async (body) => {
      sources.answerInTurn(body);
      expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "no answer" });
      expect(sources.asked).toHaveLength(1);
      sources.answerInTurn(note);
      expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "found" });
    },
  );

  it("is waited for as long as it asks for", async () => {
    sources.answerInTurn([429, { "Retry-After": "4" }], note);
    expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "found" });
    expect(waits).toEqual([4]);
  });

  it("is left alone if that is long, also for other papers", async () => {
    sources.answerInTurn([429, { "Retry-After": "300" }], note);
    expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "no answer" });
    expect(waits).toEqual([]);
    await fetchRecord({ ...openreview, value: "Other12345" }, using);
    expect(sources.asked).toHaveLength(1);
    pass(301);
    expect(await fetchRecord(openreview, using)).toMatchObject({ outcome: "found" });
  });

  it("is replaced by others that know the paper", async () => {
    sources.answerWith((asked, answer) => {
      if (asked.headers.host?.startsWith("api.openalex.org"))
        answer.end(JSON.stringify({ id: "https://openalex.org/W1", title: "Trees" }));
      else answer.writeHead(asked.headers.host?.startsWith("api.crossref") ? 503 : 404).end();
    });
    expect(await fetchRecord(doi, using)).toMatchObject({ outcome: "found", source: "OpenAlex" });
  });
});

it("nobody is asked again where there is no network", async () => {
  const resolve = () =>
    Promise.reject(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" }));
  const without = { wait, network: { ...sources.network, resolve } };
  expect(await fetchRecord(doi, without)).toMatchObject({ outcome: "no answer" });
  expect(waits).toEqual([]);
});

it("no more requests are sent once a person has waited long", async () => {
  sources.answerWith((_asked, answer) => {
    pass(14);
    answer.writeHead(503).end();
  });
  expect(await fetchRecord(doi, using)).toMatchObject({ outcome: "no answer" });
  expect(sources.asked).toHaveLength(2);
});

describe("arXiv's limit holds for all processes together", () => {
  it("one request in three seconds", async () => {
    const times: number[] = [];
    sources.answerWith((_asked, answer) => {
      times.push(now().getTime());
      answer.end(entry.replaceAll("2401.01234", `2401.0123${times.length}`));
    });
    for (const last of [1, 2, 3])
      await fetchRecord({ type: "arxiv", value: `2401.0123${last}` }, using);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThanOrEqual(3000);
    expect(third - second).toBeGreaterThanOrEqual(3000);
  });

  it("and one connection", async () => {
    let open = 0;
    let most = 0;
    let release = () => {};
    const arrived = new Promise<void>((done) => {
      sources.answerWith((asked, answer) => {
        open += 1;
        most = Math.max(most, open);
        const send = () => {
          open -= 1;
          answer.end(entry.replaceAll("2401.01234", /2401\.\d+/.exec(asked.url ?? "")?.[0] ?? ""));
        };
        if (sources.asked.length === 1) release = send;
        else send();
        done();
      });
    });
    const first = fetchRecord(arxiv, using);
    await arrived;
    const second = fetchRecord(
      { type: "arxiv", value: "2401.09999" },
      {
        network: sources.network,
        async wait(seconds) {
          // The second one has found the first one at work.
          release();
          release = () => {};
          await first;
          await wait(seconds);
        },
      },
    );
    expect(await first).toMatchObject({ outcome: "found" });
    expect(await second).toMatchObject({ outcome: "found" });
    expect(most).toBe(1);
    expect(waits).toHaveLength(2);
  });
});

it("keeps the raw answer for a week", async () => {
  sources.answerInTurn(note);
  await fetchRecord(openreview, using);
  expect(await db.sourceAnswer.findMany()).toMatchObject([
    { source: "OpenReview", status: 200, body: note, fetchedAt: now() },
  ]);
  pass(6 * 24 * 3600);
  await deleteOldAnswers();
  expect(await db.sourceAnswer.count()).toBe(1);
  pass(2 * 24 * 3600);
  await deleteOldAnswers();
  expect(await db.sourceAnswer.count()).toBe(0);
});
