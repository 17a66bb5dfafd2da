import fc from "fast-check";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import { repairAll, repairPapers } from "./commands";
import { repairDamage } from "./rules";
import { mayBeDamaged } from "./sql";

const address = ownDatabase();
let moderator: Viewer;
beforeAll(async () => {
  moderator = await person({ moderator: true });
});
beforeEach(async () => {
  await db.paper.deleteMany();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

const damaged = {
  title: "Trees &amp; rivers",
  abstract: "The modelx2013and its leaves.",
  authors: [],
};
const onlyPaper = () => db.paper.findFirstOrThrow();
const queued = () => db.$queryRaw<{ payload: { paperIds: string[] } }[]>`
  SELECT payload FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'papers.repair'`;

it("repairs damaged papers that come in, as a change of their history, which can be undone for good", async () => {
  await importPapers([damaged, { title: "Sound trees", abstract: "Leaves.", authors: [] }]);
  const { id, slug } = await db.paper.findFirstOrThrow({ where: { title: damaged.title } });
  expect(await queued()).toEqual([{ payload: { paperIds: [id] } }]);
  expect(await repairPapers([id])).toBe(1);
  const { changes, origins } = await as(null).papers.history({ paper: slug });
  expect(changes).toMatchObject([
    {
      ...{ kind: "repair", changedBy: null, version: 1 },
      changes: {
        title: { before: damaged.title, after: "Trees & rivers" },
        abstract: { before: damaged.abstract, after: "The model–and its leaves." },
      },
    },
  ]);
  expect(origins).toMatchObject([
    { field: "title", kind: "repair" },
    { field: "abstract", kind: "repair" },
  ]);
  expect(await brokenInvariants(address())).toEqual([]);
  const [{ id: changeId } = { id: "" }] = changes;
  await as(moderator).papers.undo({ changeId });
  expect(await repairPapers([id])).toBe(0);
  expect(await db.paper.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...damaged,
    version: 2,
  });
});

it("leaves what a person has typed, but not what they have pasted", async () => {
  const ada = await person("ada");
  const fields = { ...damaged, authors: ["Ada"], abstract: "Leaves &amp; roots." };
  const { slug: typed } = await as(ada).papers.add({ ...fields, title: "Typed trees" });
  const { slug: pasted } = await as(ada).papers.add({
    ...fields,
    title: "Pasted trees",
    pasted: true,
  });
  await repairAll();
  const abstractOf = async (slug: string) =>
    (await db.paper.findUniqueOrThrow({ where: { slug } })).abstract;
  expect([await abstractOf(typed), await abstractOf(pasted)]).toEqual([
    fields.abstract,
    "Leaves & roots.",
  ]);
  expect(await queued()).toHaveLength(1);
});

it("finds the damaged papers of the whole catalogue", async () => {
  await importPapers([damaged]);
  await repairAll();
  expect((await onlyPaper()).title).toBe("Trees & rivers");
  await repairAll();
  expect((await onlyPaper()).version).toBe(1);
});

it("leaves a title whose repair would make it another paper's", async () => {
  const authors = ["Ada Muster"];
  await importPapers([{ title: "Trees & rivers", abstract: "Leaves.", authors }]);
  await importPapers([{ ...damaged, authors, abstract: "Leaves." }]);
  await repairAll();
  expect(await db.paper.count({ where: { version: 0 } })).toBe(2);
});

it("knows in SQL which texts may be damaged", async () => {
  const sign = fc.constantFrom(
    "x2013",
    "u2019s",
    "u0151",
    "&amp;",
    "&#x2013;",
    "Ã©",
    "â€™",
    "Å‚",
    "Â°",
    "\\u2013",
    "9",
  );
  const word = fc.constantFrom("model", "the", "Erd", "caf", "10", "and", "x", " ", ". ");
  const text = fc.array(fc.oneof(sign, word), { maxLength: 8 }).map((pieces) => pieces.join(""));
  const texts = fc.sample(text, 300);
  const rows = await db.$queryRaw<{ text: string }[]>`
    SELECT text FROM unnest(${texts}::text[]) AS given(text) WHERE ${mayBeDamaged(Prisma.sql`text`)}`;
  const found = new Set(rows.map((row) => row.text));
  const damagedOnes = texts.filter((one) => repairDamage(one) !== one);
  expect(damagedOnes.length).toBeGreaterThan(50);
  expect(damagedOnes.filter((one) => !found.has(one))).toEqual([]);
});
