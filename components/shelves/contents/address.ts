import { firstValue, type Parameters } from "@/components/papers/list/address";
import { positionText } from "@/server/platform/text/inputs";
import type { Query } from "@/server/platform/web/addresses";
import {
  CONTENT_ORDERS,
  type ContentOrder,
  FIRST_YEAR,
  KEPT,
  type Kept,
  LAST_YEAR,
} from "@/server/shelves/rules";

/** The part of a shelf or list that a page shows, as its address states it. */
export interface Shown {
  order: ContentOrder;
  q: string;
  topic: string;
  /** The year of publication; null for any. */
  year: number | null;
  /** "1", or a position in the list. */
  page: string;
}

/** Characters of a search, and of a topic's address. */
const [WORDS, TOPIC] = [200, 60];

/** Reads what is shown from an address; ignores invalid values. */
export function readShown(parameters: Parameters): Shown {
  const text = (name: string, most: number) =>
    (firstValue(parameters[name])?.trim() ?? "").slice(0, most);
  const order = text("order", WORDS);
  const year = /^\d{4}$/.test(text("year", WORDS)) ? Number(text("year", WORDS)) : 0;
  return {
    order: CONTENT_ORDERS.find((one) => one === order) ?? "recent",
    q: text("q", WORDS),
    topic: text("topic", TOPIC),
    year: year >= FIRST_YEAR && year <= LAST_YEAR ? year : null,
    page: positionText.parse(firstValue(parameters.page)),
  };
}

/** Reads the shelf from an address; the first one if it names none. */
export function readShelf(parameters: Parameters): Kept {
  const shelf = firstValue(parameters.shelf);
  return KEPT.find((one) => one === shelf) ?? "toRead";
}

/** The parts of what is shown as single values, by which a page tells one question from another. */
export function partsOf({ order, q, topic, year, page }: Shown) {
  return [order, q, topic, year, page] as const;
}

/** The parameters of an address without its page and without usual values. */
export function shownQuery({ order, q, topic, year }: Omit<Shown, "page">): Query {
  return {
    order: order === "recent" ? null : order,
    q,
    topic,
    year: year === null ? null : String(year),
  };
}

/** Whether only some of the papers are shown. */
export function isFiltered({ q, topic, year }: Pick<Shown, "q" | "topic" | "year">): boolean {
  return q !== "" || topic !== "" || year !== null;
}
