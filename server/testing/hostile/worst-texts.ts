import { randomUUID } from "node:crypto";
import { db } from "@/server/platform/database/db";

/** A text made of a character that takes eleven bytes on a page: five as HTML, six in its data. */
export const worst = (characters: number) => "&".repeat(characters);

/** Makes papers with the longest titles and names that can be entered. @returns their ids */
export async function worstPapers(count: number): Promise<string[]> {
  const papers = Array.from({ length: count }, () => {
    const id = randomUUID();
    return {
      id,
      slug: id,
      normalizedTitle: id,
      title: worst(500),
      abstract: worst(1000),
      authors: Array.from({ length: 100 }, () => worst(200)),
    };
  });
  await db.paper.createMany({ data: papers });
  return papers.map(({ id }) => id);
}

/** Makes people with the longest names, by SQL. @returns their ids */
export async function worstPeople(count: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO "Person" (id, handle, name, "timeZone", "createdAt")
    SELECT gen_random_uuid(), ${randomUUID().slice(0, 8)} || '-' || n, ${worst(80)}, 'UTC', now()
    FROM generate_series(1, ${count}::int) n RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Counts the bytes of an answer in the data of a page, where an ampersand is \u0026. */
export function bytesOnPage(answer: unknown): number {
  return JSON.stringify(answer).replaceAll("&", "\\u0026").length;
}
