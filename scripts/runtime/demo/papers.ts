import { PAPERS, type PaperKey, SHELF } from "@/prisma/demo/catalogue";
import type { DemoPaper } from "@/prisma/demo/paper";
import { insertPapers, type NewPaper } from "@/server/papers/catalogue/commands";
import { describePaper, findAlike, type Known } from "@/server/papers/catalogue/queries";
import { compare } from "@/server/papers/catalogue/rules";
import { columnsOfDate } from "@/server/papers/dates/rules";
import { standingOf } from "@/server/papers/rules";
import { type Tx, transact } from "@/server/platform/database/db";
import { daysBefore } from "./calendar";
import type { Cast } from "./people";

/** A paper with its id in the database. */
export interface Placed {
  id: string;
  slug: string;
}
export type Shelf = Record<PaperKey, Placed>;

const KEYS = Object.keys(PAPERS) as PaperKey[];

/**
 * Puts the papers and their upvotes into the catalogue in one transaction. It keeps the same facts true as `upvote`,
 * without two hundred commands. A paper that was imported before is
 * used as it is.
 */
export async function addPapers(cast: Cast, now: Date): Promise<Shelf> {
  return transact(async (tx) => {
    const papers = KEYS.map((key) => newPaper(PAPERS[key]));
    const there = await find(tx, papers);
    const fresh = papers.filter((paper) => !placeOf(paper, there));
    await insertPapers(tx, fresh, cast.ada.id, there);

    const rows = await find(tx, papers);
    const shelf = {} as Shelf;
    for (const [place, key] of KEYS.entries()) {
      const paper = papers[place] as NewPaper;
      const { id, slug, addedAt } = placeOf(paper, rows) as Row;
      shelf[key] = { id, slug };
      const upvotes = upvotesOf(key, id, cast, now);
      await tx.upvote.createMany({ data: upvotes });
      const added = fresh.includes(paper) ? addedOf(key, cast, now) : { addedAt };
      const times = upvotes.map(({ createdAt }) => createdAt);
      const standing = standingOf(added.addedAt, times);
      await tx.paper.update({ where: { id }, data: { ...added, standing: { update: standing } } });
    }
    return shelf;
  });
}

function newPaper(demo: DemoPaper): NewPaper {
  const { authors, publishedOn, ...paper } = demo;
  const url = paper.url ?? (paper.arxivId ? `https://arxiv.org/abs/${paper.arxivId}` : null);
  return {
    ...paper,
    authors: [...authors],
    url: url ?? `https://doi.org/${paper.doi}`,
    // Written in the form that `readText` reads.
    doi: paper.doi?.toLowerCase() ?? null,
    ...columnsOfDate(publishedOn),
    origins: { kind: "typed" },
  };
}

type Row = Known & { addedAt: Date };

/** Finds the papers that the database already has. */
async function find(tx: Tx, papers: NewPaper[]): Promise<Row[]> {
  const known = await findAlike(papers.map(describePaper), tx);
  const where = { id: { in: known.map(({ id }) => id) } };
  const rows = await tx.paper.findMany({ where, select: { id: true, addedAt: true } });
  const added = new Map(rows.map(({ id, addedAt }) => [id, addedAt]));
  return known.map((one) => ({ ...one, addedAt: added.get(one.id) as Date }));
}

/** Finds a paper of the demo. One that was imported by its title alone is the same: nobody else has these titles. */
function placeOf(paper: NewPaper, rows: Row[]): Row | undefined {
  const described = describePaper(paper);
  return rows.find((row) => compare(described, row) !== "different");
}

function addedOf(key: PaperKey, cast: Cast, now: Date) {
  const { by, added } = SHELF[key];
  return { addedById: cast[by].id, addedAt: daysBefore(now, added) };
}

function upvotesOf(key: PaperKey, paperId: string, cast: Cast, now: Date) {
  const { liked, between } = SHELF[key];
  const [first, last] = between;
  const step = (first - last) / Math.max(1, liked.length - 1);
  return liked.map((handle, place) => ({
    paperId,
    personId: cast[handle].id,
    createdAt: daysBefore(now, first - place * step),
  }));
}
