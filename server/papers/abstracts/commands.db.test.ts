import katex from "katex";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { db, transact } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { A_RUN, renewTexts } from "@/server/platform/text/renewing";
import { ownDatabase } from "@/server/testing/database/database";
import { somebodyWaits } from "@/server/testing/database/waiting";
import { writeComment } from "@/server/testing/fixtures/comments";
import { importPapers } from "@/server/testing/fixtures/papers";
import { BOMB_TEXTS } from "@/server/testing/hostile/math-bombs";
import { size } from "@/server/testing/tier";
import { person } from "@/server/testing/world";
import { readPublicThread } from "@/server/threads/reading/queries";
import { addPaper } from "../commands";
import { listPapers, paperPage, readCards } from "../queries";
import { listInput, PAGE_SIZE } from "../schema";
import { abstracts } from "./commands";

ownDatabase();
afterEach(() => vi.restoreAllMocks());

const ABSTRACT = "We show $O(n \\log n)$ for all $\\mathbb{R}^d$, <i>nearly</i>.";
let count = 0;

const renderAnew = () => renewTexts([abstracts], 2 * A_RUN);

/** Adds a paper with this abstract. @returns its id and address */
async function added(abstract = ABSTRACT) {
  const title = `Paper ${count++} with an abstract`;
  await importPapers([{ title, abstract, authors: ["A"] }]);
  return db.paper.findFirstOrThrow({ where: { title }, select: { id: true, slug: true } });
}

/** Removes the rendered HTML, as if an older version of Colloquy had written the row. */
async function unrendered(ids: readonly string[], rendering = 0): Promise<void> {
  const nothing = rendering === 0 ? { abstractHtml: null, excerptHtml: null } : {};
  await db.paper.updateMany({ where: { id: { in: [...ids] } }, data: { rendering, ...nothing } });
}

const excerptOf = async (id: string) => (await readCards([id]))[0]?.excerptHtml;
const formulasIn = (html = "") => html.match(/<math/g)?.length ?? 0;

describe("an abstract", () => {
  it("is rendered when it is added, by hand or from a file", async () => {
    const { id, slug } = await added();
    const viewer = await person();
    const fields = { title: "By hand, with formulas", abstract: ABSTRACT, authors: ["A"], url: "" };
    const byHand = await addPaper(viewer, fields);
    for (const at of [slug, byHand.slug]) {
      expect(formulasIn((await paperPage(at)).abstractHtml)).toBe(2);
      const { rendering } = await db.paper.findUniqueOrThrow({ where: { slug: at } });
      expect(rendering).toBe(RENDERING);
    }
    const excerpt = await excerptOf(id);
    expect(formulasIn(excerpt)).toBe(2);
    expect(excerpt).toContain("&lt;i&gt;nearly&lt;/i&gt;");
  });

  it("is never rendered by a page, even if it has not been rendered yet", async () => {
    const [one, other] = [await added(), await added()];
    await unrendered([other.id]);
    const viewer = await person();
    await writeComment(viewer, one.slug, "so $x^2$");
    const called = vi.spyOn(katex, "renderToString");
    await listPapers(listInput.parse({ order: "new" }));
    await readCards([one.id, other.id]);
    expect(formulasIn((await paperPage(one.slug)).abstractHtml)).toBe(2);
    const source = "We show $O(n \\log n)$ for all $\\mathbb{R}^d$, &lt;i&gt;nearly&lt;/i&gt;.";
    expect((await paperPage(other.slug)).abstractHtml).toBe(source);
    expect(await excerptOf(other.id)).toBe(source);
    const { comments } = await readPublicThread(viewer, one.slug, { order: "best", page: 1 });
    expect(formulasIn(comments[0]?.html)).toBe(1);
    expect(called).not.toHaveBeenCalled();
  });

  it("is never shown as it was before a correction", async () => {
    const { id, slug } = await added();
    await db.$executeRaw`UPDATE "Paper" SET abstract = 'Corrected: $y$' WHERE id = ${id}::uuid`;
    expect((await paperPage(slug)).abstractHtml).toBe("Corrected: $y$");
    expect(await excerptOf(id)).toBe("Corrected: $y$");
    await renderAnew();
    expect(formulasIn((await paperPage(slug)).abstractHtml)).toBe(1);
    await db.$executeRaw`UPDATE "Paper" SET title = 'Another', abstract = abstract WHERE id = ${id}::uuid`;
    expect(formulasIn(await excerptOf(id))).toBe(1);
  });

  it("counts as rendered only if it is", async () => {
    const { id } = await added();
    const data = { abstractHtml: null };
    await expect(db.paper.update({ where: { id }, data })).rejects.toThrow("Paper_rendering_check");
  });
});

describe("abstracts left by an older renderer, or by none", () => {
  it("are all rendered again, in batches, once each", async () => {
    const made = [];
    for (let at = 0; at < 3; at++) made.push(await added());
    const more = Array.from({ length: size(120, 1200) }, (_, at) => ({
      title: `Left ${at} behind`,
      abstract: ABSTRACT,
      authors: ["A"],
    }));
    await importPapers(more);
    const rows = await db.paper.findMany({ select: { id: true } });
    await unrendered(rows.map(({ id }) => id));
    await db.paper.updateMany({
      where: { id: { in: made.map(({ id }) => id) } },
      data: { abstractHtml: "old", excerptHtml: "old", rendering: RENDERING - 1 },
    });
    expect(await renderAnew()).toBe(rows.length);
    expect(await db.paper.count({ where: { rendering: { not: RENDERING } } })).toBe(0);
    expect(formulasIn((await paperPage(made[0]?.slug ?? "")).abstractHtml)).toBe(2);
    const called = vi.spyOn(katex, "renderToString");
    expect(await renderAnew()).toBe(0);
    expect(called).not.toHaveBeenCalled();
  });

  it("are rendered by two processes at once, and left alone where a newer renderer has been", async () => {
    const rows = await db.paper.findMany({ select: { id: true } });
    const newer = rows[0]?.id ?? "";
    await unrendered(rows.map(({ id }) => id));
    const data = { abstractHtml: "newer", excerptHtml: "newer", rendering: RENDERING + 1 };
    await db.paper.update({ where: { id: newer }, data });
    await Promise.all([renderAnew(), renderAnew()]);
    expect(await db.paper.count({ where: { rendering: RENDERING } })).toBe(rows.length - 1);
    expect(await excerptOf(newer)).toBe("newer");
  });

  it("are left to the next run if they are corrected meanwhile", async () => {
    const { id, slug } = await added();
    await unrendered([id]);
    let rendering: Promise<number> | undefined;
    await transact(async (tx) => {
      await tx.$executeRaw`UPDATE "Paper" SET abstract = 'Now $z$' WHERE id = ${id}::uuid`;
      rendering = renewTexts([abstracts], 1);
      await somebodyWaits();
    });
    expect(await rendering).toBe(0);
    expect((await paperPage(slug)).abstractHtml).toBe("Now $z$");
    expect(await renderAnew()).toBe(1);
    expect((await paperPage(slug)).abstractHtml).toMatch(/^Now <span class="katex">/);
  });
});

describe("a site whose abstracts are all bombs", () => {
  beforeAll(async () => {
    const papers = Array.from({ length: size(200, 1000) }, (_, at) => {
      const [name, abstract] = BOMB_TEXTS[at % BOMB_TEXTS.length] as [string, string];
      return { title: `Bomb ${at} of ${name}`, abstract, authors: ["A"] };
    });
    await importPapers(papers);
  });

  it("has small lists and no large paper page", async () => {
    for (let cursor = 1; cursor <= 10; cursor++) {
      const { papers } = await listPapers(listInput.parse({ order: "new", cursor }));
      expect(papers).toHaveLength(PAGE_SIZE);
      expect(Buffer.byteLength(JSON.stringify(papers))).toBeLessThan(60_000);
    }
    const [largest] = await db.$queryRaw<{ bytes: number }[]>`
      SELECT max(octet_length("abstractHtml") + octet_length("excerptHtml")) AS bytes FROM "Paper"`;
    expect(largest?.bytes).toBeLessThan(90_000);
  });
});
