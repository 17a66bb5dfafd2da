import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gravestOf,
  type Heard,
  isGraver,
  type Known,
  newsIn,
  nextLook,
  STATUSES,
  saysTheSame,
  statedAfter,
  warningOf,
} from "./rules";
import { identifiersToAsk, statementOf } from "./stated";

const known = (rest: Partial<Known> = {}): Known => ({
  ...{ version: 1, stated: "current", status: "current", isByHand: false },
  ...rest,
});
const heard = (rest: Partial<Heard> = {}): Heard => ({
  ...{ version: 1, status: "current", isWhole: true },
  ...rest,
});

describe("news", () => {
  it.each([
    ["nothing new", {}, {}, null, null],
    ["a version", {}, { version: 3 }, null, { of: "version", number: 3 }],
    ["an older version", { version: 3 }, { version: 2 }, null, null],
    [
      "a withdrawal by a version",
      {},
      { version: 2, status: "withdrawn" },
      "withdrawn",
      { of: "withdrawn" },
    ],
    ["a publication", {}, { status: "published" }, "published", { of: "published" }],
    [
      "a retraction of a published paper",
      { stated: "published", status: "published" },
      { status: "retracted" },
      "retracted",
      { of: "retracted" },
    ],
    [
      "a withdrawal taken back",
      { stated: "withdrawn", status: "withdrawn" },
      {},
      "current",
      { of: "current" },
    ],
    [
      "silence, which takes nothing back",
      { stated: "withdrawn", status: "withdrawn" },
      { isWhole: false },
      null,
      null,
    ],
    ["a first look at a version", { version: null, stated: null }, { version: 3 }, null, null],
    ["a first look at a publication", { stated: null }, { status: "published" }, "published", null],
    [
      "a first look at a retraction",
      { stated: null },
      { status: "retracted" },
      "retracted",
      { of: "retracted" },
    ],
    ["a first version of a source", { version: null }, { version: 3 }, null, null],
  ] as const)("%s", (_, before, now, status, told) => {
    expect(newsIn(known(before), heard(now))).toMatchObject({ status, told });
  });

  it.each([
    ["keeps a mark that sources do not have", { status: "retracted" }, {}, null],
    [
      "keeps a mark taken back, while sources repeat themselves",
      { stated: "retracted" },
      { status: "retracted" },
      null,
    ],
    ["gives way to something graver", {}, { status: "withdrawn" }, "withdrawn"],
    [
      "does not give way to something lighter",
      { status: "retracted" },
      { status: "published" },
      null,
    ],
  ] as const)("a moderator's word %s", (_, before, now, status) => {
    expect(newsIn(known({ ...before, isByHand: true }), heard(now)).status).toBe(status);
  });

  it("is told once: the same answers again are none", () => {
    const status = fc.constantFrom(...STATUSES);
    const version = fc.option(fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(
        fc.record({ version, stated: fc.option(status), status, isByHand: fc.boolean() }),
        fc.record({ version, status, isWhole: fc.boolean() }),
        (before, now) => {
          const news = newsIn(before, now);
          const after: Known = {
            version: news.version ?? before.version,
            stated: statedAfter(before, now),
            status: news.status ?? before.status,
            isByHand: before.isByHand && news.status === null,
          };
          expect(newsIn(after, now)).toEqual({ version: null, status: null, told: null });
        },
      ),
    );
  });
});

it("the gravest statement holds, the first of equal ones", () => {
  const said = (status: (typeof STATUSES)[number], source = "a") => ({ status, source });
  expect(gravestOf([])).toBeNull();
  expect(gravestOf([said("published"), said("retracted", "b"), said("withdrawn")])).toEqual(
    said("retracted", "b"),
  );
  expect(gravestOf([said("withdrawn", "a"), said("withdrawn", "b")])).toEqual(said("withdrawn"));
  expect(isGraver("published", "published")).toBe(false);
  expect(STATUSES.map(warningOf)).toEqual([null, null, "withdrawn", "retracted"]);
});

describe("a source's statement", () => {
  const of = (status: Parameters<typeof statementOf>[0]["status"]) =>
    statementOf({ status, versions: [], abstract: null });
  it("has the reason, the date and the link that it gives", () => {
    expect(of({ is: "withdrawn", reason: "Lemma 3", since: "2026" })).toEqual({
      ...{ status: "withdrawn", since: "2026", reason: "Lemma 3", link: null },
    });
    expect(of({ is: "retracted" })).toEqual({
      ...{ status: "retracted", since: "", reason: "", link: null },
    });
    expect(of({ is: "published", venue: "J. Trees", doi: "10.1000/a" })).toEqual({
      ...{ status: "published", since: "", reason: "J. Trees", link: "https://doi.org/10.1000/a" },
    });
    expect(of({ is: "current" }).status).toBe("current");
  });
});

it("asks two sources at most, arXiv first", () => {
  const ids = [
    ...[{ type: "url", value: "https://a.org" } as const, { type: "pmid", value: "1" } as const],
    ...[{ type: "doi", value: "10.1000/a" } as const, { type: "doi", value: "10.1000/b" } as const],
    { type: "arxiv", value: "2401.01234" } as const,
  ];
  expect(identifiersToAsk(ids)).toEqual([ids[4], ids[2]]);
  expect(identifiersToAsk(ids.slice(0, 1))).toEqual([]);
});

it("white space is no difference", () => {
  expect(saysTheSame("We  plant\n trees. ", "We plant trees.")).toBe(true);
  expect(saysTheSame("We plant.", "We planted.")).toBe(false);
});

describe("the next look", () => {
  const now = new Date("2026-05-17T12:00:00Z");
  const ago = (days: number) => new Date(now.getTime() - days * 864e5);
  const daysUntil = (rest: Partial<Parameters<typeof nextLook>[0]>) => {
    const quiet = { isUrgent: false, isFollowed: false, addedAt: ago(1000), newsAt: null };
    const { lookAt, often } = nextLook({ ...quiet, ...rest }, now);
    return [(lookAt.getTime() - now.getTime()) / 864e5, often];
  };
  it.each([
    ["on an open ballot", { isUrgent: true }, 1, true],
    ["followed", { isFollowed: true }, 7, true],
    ["new", { addedAt: ago(29) }, 7, true],
    ["in the news", { newsAt: ago(3) }, 7, true],
    ["a month old", { addedAt: ago(31) }, 30, false],
    ["a year old", { addedAt: ago(400) }, 100, false],
    ["old", {}, 180, false],
  ] as const)("at a paper %s comes after %o: %d days", (_, rest, days, often) => {
    expect(daysUntil(rest)).toEqual([days, often]);
  });
});
