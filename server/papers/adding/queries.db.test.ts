import { beforeAll, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { importPapers } from "@/server/testing/fixtures/papers";
import { readPieces } from "./queries";

ownDatabase();
const read = (text: string) => readPieces({ text }, "192.0.2.1");

beforeAll(async () => {
  await importPapers([
    { title: "Trees", abstract: "Words.", authors: ["Bo"], doi: "10.1000/trees" },
    { title: "Water", abstract: "Words.", authors: ["Bo"], arxivId: "2401.05555" },
    { title: "Stones", abstract: "Words.", authors: ["Bo"], url: "https://example.org/stones" },
  ]);
});

it("shows at once which papers of a text the catalogue has, whatever they are named by", async () => {
  const text = [
    "Muster, doi:10.1000/TREES",
    "https://arxiv.org/pdf/2401.05555v3.pdf",
    "https://example.org/stones?utm_source=mail",
    "/papers/trees",
    "arXiv:2401.09999",
    "some words",
    "https://example.org/other",
    "arXiv:1234.12345",
  ].join("\n");
  const { pieces, left } = await read(text);
  expect(pieces.map(({ kind, paper }) => paper?.title ?? kind)).toEqual([
    ...["Trees", "Water", "Stones", "Trees"],
    ...["identifier", "words", "unknown page", "malformed"],
  ]);
  expect(left).toBe(0);
});

it("knows a paper by any of its identifiers", async () => {
  const { pieces } = await read("Trees, arXiv:2401.07777, doi:10.1000/trees");
  expect(pieces).toMatchObject([{ paper: { title: "Trees" } }]);
});

it("reads twenty papers, with as many queries as for one, and says how many are left out", async () => {
  const lines = Array.from({ length: 25 }, (_, at) => `arXiv:2401.0${1000 + at}`).join("\n");
  const many = `10.1000/trees\n${lines}`;
  const { pieces, left } = await read(many);
  expect([pieces.length, left]).toEqual([20, 6]);
  expect(await queriesOf(() => read(many))).toBe(await queriesOf(() => read("10.1000/trees")));
});
