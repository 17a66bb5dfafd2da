import "server-only";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { findHolders, holdersOf } from "../../catalogue/identifiers/queries";
import { identifiersOf } from "../../catalogue/identifiers/rules";
import { ADDRESSES } from "../../merging/sql";
import type { Identifier } from "../../pasting/identifiers";
import { linkOf, readText } from "../../pasting/rules";

/** Identifiers of a text that are looked up. */
const MOST_NAMED = 24;

/** Finds the papers of the identifiers in a search text. @returns their ids */
export async function findByIdentifier(q: string): Promise<string[]> {
  const read = readText(q);
  const held = "ids" in read ? await findHolders(db, read.ids.slice(0, MOST_NAMED)) : [];
  return held.map(({ paperId }) => paperId);
}

/** The path of a paper's page on this site, in a pasted link. */
const OWN_PAGE = /^\/papers\/([a-z0-9-]{1,120})\/?$/;

/** Reads the identifiers that a pasted text names, or the path of a paper's page on this site. */
function meantBy(text: string): { ids: Identifier[]; slug: string | null } {
  const link = linkOf(text);
  const url = URL.canParse(link, env().SITE_URL) ? new URL(link, env().SITE_URL) : null;
  const isOwn = url?.origin === new URL(env().SITE_URL).origin;
  return {
    ids: isOwn ? [] : identifiersOf({ url: text }),
    slug: isOwn ? (OWN_PAGE.exec(url.pathname)?.[1] ?? null) : null,
  };
}

/** Finds the papers that identifiers and links stand for. @returns their ids, in the order of the texts; null for none */
export async function findPasted(texts: readonly string[]): Promise<(string | null)[]> {
  const meant = texts.map(meantBy);
  const ids = meant.flatMap((one) => one.ids);
  const slugs = meant.flatMap(({ slug }) => slug ?? []);
  if (ids.length + slugs.length === 0) return texts.map(() => null);
  const found = await db.$queryRaw<{ paperId: string; type: string; value: string }[]>`
    SELECT "paperId", type::text, value FROM (${holdersOf(ids)}) held
    UNION ALL SELECT a.id, 'slug', a.slug FROM ${ADDRESSES} a WHERE a.slug = ANY(${slugs}::text[])`;
  const papers = new Map(found.map(({ paperId, type, value }) => [`${type} ${value}`, paperId]));
  return meant.map(({ ids, slug }) => {
    const keys = [...ids.map(({ type, value }) => `${type} ${value}`), `slug ${slug}`];
    return keys.map((key) => papers.get(key)).find((id) => id !== undefined) ?? null;
  });
}
