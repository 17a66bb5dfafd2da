// The works that were published lately according to OpenAlex, with some words.
import { z } from "zod";
import { openalex } from "../openalex";
import { readJson, Unreadable } from "../record";
import { LISTED, type Listing, listingOf } from "./listing";

const shape = z.object({ results: z.array(z.unknown()) });
const work = z.object({ id: z.string().regex(/\/W\d+$/) });

/** The address that lists works with these words, the newest first. @param since and `today`: days such as "2026-05-17" */
export function openalexListAddress(
  words: string,
  since: string,
  today: string,
  contact: string | null,
): string {
  const parameters = new URLSearchParams({
    search: words,
    // Announced issues have dates in the future.
    filter: `from_publication_date:${since},to_publication_date:${today}`,
    sort: "publication_date:desc",
    "per-page": String(LISTED),
    ...(contact ? { mailto: contact } : {}),
  });
  return `https://api.openalex.org/works?${parameters}`;
}

/** Reads what OpenAlex answers. Works that cannot be read are left out. @throws Unreadable */
export function readOpenalexList(body: string, today: string): Listing {
  const read = shape.safeParse(readJson(body));
  if (!read.success) throw new Unreadable("The answer is no list of works.");
  return listingOf(
    read.data.results.map((item) => {
      const { data } = work.safeParse(item);
      if (!data) return null;
      const id = { type: "openalex", value: data.id.slice(data.id.lastIndexOf("/") + 1) } as const;
      try {
        const mapped = openalex.read(JSON.stringify(item), id, today);
        return "record" in mapped ? { record: mapped.record, id } : null;
      } catch (error) {
        if (error instanceof Unreadable) return null;
        throw error;
      }
    }),
  );
}
