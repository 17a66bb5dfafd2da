import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { searchHits } from "../search/queries";
import { parsePapersPage } from "./papers-page";

ownDatabase();

// Not part of the repository; where it lies beside it, it is what has to be imported.
const real = resolve(import.meta.dirname, "../../../../shared/catalog/papers-page.txt");

it.runIf(existsSync(real))(
  "imports the real page once, and finds each of its papers by the title",
  async () => {
    const papers = parsePapersPage(readFileSync(real));
    expect(await importPapers(papers)).toEqual({ imported: 230, there: 0, doubtful: [] });
    expect(await importPapers(papers)).toEqual({ imported: 0, there: 230, doubtful: [] });
    const rows = await db.paper.findMany({ select: { id: true, title: true } });
    expect(rows.map(({ title }) => title).sort()).toEqual(papers.map(({ title }) => title).sort());
    const lost: string[] = [];
    for (const { id, title } of rows) {
      const [first] = await searchHits(title, 1);
      if (first?.id !== id) lost.push(title);
    }
    expect(lost).toEqual([]);
  },
);
