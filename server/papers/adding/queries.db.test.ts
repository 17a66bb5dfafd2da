import { beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import type { addInput } from "../schema";
import { readPieces } from "./queries";

ownDatabase();

type AddInput = z.input<typeof addInput>;

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

it("a reference that no source knows is added with all that it says", async () => {
  const viewer = await person();
  const { pieces } =
    await read(`@article{a, title = {Roots}, author = {van Berg, Ada and {The Root Team}},
    journal = {Journal of Roots}, year = 2024, month = may, doi = {10.1000/roots}, eprint = {2401.01234}}`);
  const { slug } = await as(viewer).papers.add(pieces[0]?.draft as AddInput);
  const row = await db.paper.findUniqueOrThrow({
    where: { slug },
    include: { identifiers: { select: { type: true, value: true } } },
  });
  expect(row).toMatchObject({
    ...{ venue: "Journal of Roots", publishedPrecision: "month", doi: "10.1000/roots" },
    ...{ publishedOn: new Date("2024-05-01"), arxivId: "2401.01234" },
    authors: ["Ada van Berg", "The Root Team"],
    authorParts: [{ kind: "person", family: "van Berg", given: "Ada" }, { kind: "organization" }],
  });
  expect(row.identifiers).toHaveLength(2);
});
