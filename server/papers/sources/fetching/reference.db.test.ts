import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { standInSources } from "@/server/testing/sources";
import { person } from "@/server/testing/world";
import { findReference } from "./reference";

ownDatabase();
const sources = standInSources();
let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
});
const find = (words: string) =>
  findReference(ada, { words }, "192.0.2.1", { network: sources.network, wait: async () => {} });

const REFERENCE = "Muster, A. (2019). Trees of the north. Journal of Examples 3, 1-9.";
const work = (DOI: string, title: string, more: object = {}) => ({
  ...{ DOI, title: [title], author: [{ given: "Ada", family: "Muster" }] },
  ...more,
});
const listOf = (...items: object[]) => JSON.stringify({ message: { items } });

it("shows the papers that a reference may mean, known ones as such, and no others", async () => {
  await importPapers([
    { title: "Trees of the North", abstract: "Words.", authors: ["Bo"], doi: "10.1000/known" },
  ]);
  sources.answerInTurn(
    listOf(
      work("10.1000/trees", "Trees of the north", { "container-title": ["Journal of Examples"] }),
      work("10.1000/known", "Trees of the North"),
      work("10.1000/other", "Quite another paper"),
    ),
  );
  expect(await find(REFERENCE)).toMatchObject({
    outcome: "found",
    source: "Crossref",
    candidates: [
      {
        card: null,
        paper: {
          ...{ title: "Trees of the north", venue: "Journal of Examples" },
          identifiers: [{ type: "doi", value: "10.1000/trees" }],
        },
      },
      { card: { slug: "trees-of-the-north" } },
    ],
  });
  expect(sources.asked).toEqual([expect.stringContaining("query.bibliographic=Muster")]);
  // The answer is kept.
  await find(REFERENCE);
  expect(sources.asked).toHaveLength(1);
});

it("leaves out what is no paper or cannot be read, and asks nobody for a few words", async () => {
  sources.answerInTurn(
    listOf(work("10.1000/set", "Trees of the south", { type: "dataset" }), { title: 5 }),
  );
  expect(await find("Muster 2019, Trees of the south")).toMatchObject({ candidates: [] });
  expect(await find("Trees north")).toEqual({ outcome: "too few words" });
  expect(sources.asked).toHaveLength(1);
});

it("says so where Crossref does not answer, or not with a list", async () => {
  const silent = { outcome: "no answer", source: "Crossref" };
  sources.answerInTurn(500);
  expect(await find("Muster 2019, Trees of the west")).toEqual(silent);
  sources.answerInTurn("<html>busy</html>");
  expect(await find("Muster 2019, Trees of the east")).toEqual(silent);
});
