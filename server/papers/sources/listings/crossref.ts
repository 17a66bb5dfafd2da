// The works that Crossref has registered lately, with some words.
import { z } from "zod";
import { crossref } from "../crossref";
import { readJson, Unreadable } from "../record";
import { LISTED, type Listing, listingOf } from "./listing";

const shape = z.object({ message: z.object({ items: z.array(z.unknown()) }) });
const work = z.object({ DOI: z.string() });

/** The address that lists works with these words, the newest first. @param since a day such as "2026-05-17" */
export function crossrefListAddress(words: string, since: string, contact: string | null): string {
  // Old works are registered every day; only those that were published lately are new.
  const published = `from-pub-date:${Number(since.slice(0, 4)) - 1}`;
  const parameters = new URLSearchParams({
    query: words,
    filter: `from-created-date:${since},${published}`,
    sort: "created",
    order: "desc",
    rows: String(LISTED),
    ...(contact ? { mailto: contact } : {}),
  });
  return `https://api.crossref.org/works?${parameters}`;
}

/** Reads what Crossref answers. Works that cannot be read are left out. @throws Unreadable */
export function readCrossrefList(body: string, today: string): Listing {
  const read = shape.safeParse(readJson(body));
  if (!read.success) throw new Unreadable("The answer is no list of works.");
  return listingOf(
    read.data.message.items.map((item) => {
      const { data } = work.safeParse(item);
      if (!data) return null;
      const id = { type: "doi", value: data.DOI.toLowerCase() } as const;
      try {
        const mapped = crossref.read(JSON.stringify({ message: item }), id, today);
        return "record" in mapped ? { record: mapped.record, id } : null;
      } catch (error) {
        if (error instanceof Unreadable) return null;
        throw error;
      }
    }),
  );
}
