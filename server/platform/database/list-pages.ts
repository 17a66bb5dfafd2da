import "server-only";
import { z } from "zod";
import { Prisma, Role } from "@/prisma/generated/client";
import { type ListLinks, type ListPlace, type ListPosition, writePlace } from "../text/inputs";

/** The kinds of columns that lists are ordered by, each with its parser for values in an address and its SQL type. */
const KINDS = {
  time: { value: z.iso.datetime(), type: Prisma.sql`timestamptz` },
  id: { value: z.uuid(), type: Prisma.sql`uuid` },
  number: { value: z.number(), type: Prisma.sql`float8` },
  whole: { value: z.number().int().min(-2_147_483_648).max(2_147_483_647), type: Prisma.sql`int` },
  text: { value: z.string().max(320), type: Prisma.sql`text` },
  role: { value: z.enum(Role), type: Prisma.sql`"Role"` },
} as const;

interface Column {
  /** The column's name, which is also its key in the rows. */
  by: string;
  as: keyof typeof KINDS;
  desc?: boolean;
  /** The column with its table, for our own SQL. */
  sql?: Prisma.Sql;
}

/** The columns of an order. The last one is unique, so that no two rows are equal. */
export type ListOrder = readonly Column[];

type Row = Record<string, unknown>;

/**
 * Plans the reading of one page of a list, which continues after the last row of the page before it. Rows that are
 * added or removed meanwhile neither repeat nor hide others, and a late page costs as much as the first. Only
 * a bare number, from an old address, makes the database count rows.
 */
export function planPage(position: ListPosition, size: number, order: ListOrder) {
  const place = typeof position === "number" ? null : checked(position, order);
  const page = place?.page ?? (typeof position === "number" ? position : 1);
  const backwards = place?.backwards ?? false;
  const columns = order.map((column) => ({
    ...column,
    desc: (column.desc ?? false) !== backwards,
  }));
  const skip = place ? 0 : (page - 1) * size;
  const take = size + 1;
  return {
    page,
    skip,
    /** One row more than a page has, to find out whether there is another page. */
    take,
    where: place ? whereBeyond(columns, place.keys) : {},
    orderBy: columns.map(({ by, desc }) => ({ [by]: desc ? "desc" : "asc" })),
    /** The same for our own SQL: a condition, and the columns after ORDER BY. */
    sql: {
      where: place ? sqlBeyond(columns, place.keys) : Prisma.sql`true`,
      order: orderInSql(columns),
      /** The order of the list, for a statement that sorts the rows of the page once more. */
      shown: orderInSql(order),
    },
    /** Cuts the rows to one page, in the order of the list. */
    cut<Read extends object>(read: readonly Read[]) {
      const kept = read.slice(0, size);
      const rows = backwards ? kept.reverse() : kept;
      return { rows, ...linked(rows, read.length > size) };
    },
    linked,
  };

  /** The neighbours of a page. @param beyond whether rows were left over */
  function linked(rows: readonly object[], beyond: boolean): { more: boolean; pages: ListLinks } {
    const more = backwards || beyond;
    const next = more ? placeAt(rows.at(-1), order, page + 1, false) : null;
    const own = place ? writePlace(place) : String(page);
    const previous = previousOf(page, rows[0], order);
    return { more, pages: { position: own, page, next, previous } };
  }
}

/** A position whose keys fit the order; null for a made-up one, or one of another list. */
function checked(place: ListPlace, order: ListOrder): ListPlace | null {
  const fits =
    place.keys.length === order.length &&
    order.every(({ as }, at) => KINDS[as].value.safeParse(place.keys[at]).success);
  return fits ? place : null;
}

function placeAt(
  row: object | undefined,
  order: ListOrder,
  page: number,
  backwards: boolean,
): string | null {
  if (!row) return null;
  const keys = order.map(({ by }) => {
    const value = (row as Row)[by];
    return value instanceof Date ? value.toISOString() : value;
  });
  return writePlace({ page, keys, backwards });
}

/** The first page is the list as it is now; an earlier one ends where this one begins. */
function previousOf(page: number, first: object | undefined, order: ListOrder): string | null {
  if (page <= 1) return null;
  return page === 2 || !first ? "1" : placeAt(first, order, page - 1, true);
}

/**
 * The rows beyond these keys: `a >= x AND (a > x OR (a = x AND b > y))`. The first part is redundant, but with it an
 * index serves it as one range.
 */
function whereBeyond(columns: readonly Column[], keys: readonly unknown[]): object {
  const [column, ...rest] = columns;
  if (!column) return {};
  const { by } = column;
  const [key, ...others] = keys;
  const past = { [by]: compared(column, key, false) };
  if (rest.length === 0) return past;
  return {
    [by]: compared(column, key, true),
    OR: [past, { AND: [{ [by]: key }, whereBeyond(rest, others)] }],
  };
}

function compared({ as, desc }: Column, key: unknown, level: boolean): object {
  if (as === "role") {
    // Prisma cannot compare enum values, so it gets a list of them.
    const roles = Object.values(Role);
    const at = roles.indexOf(key as Role);
    return { in: desc ? roles.slice(0, level ? at + 1 : at) : roles.slice(level ? at : at + 1) };
  }
  if (desc) return level ? { lte: key } : { lt: key };
  return level ? { gte: key } : { gt: key };
}

const nameOf = ({ by, sql }: Column) => sql ?? Prisma.raw(`"${by}"`);

function sqlBeyond(columns: readonly Column[], keys: readonly unknown[]): Prisma.Sql {
  const [column, ...rest] = columns;
  if (!column) return Prisma.sql`true`;
  const [key, ...others] = keys;
  const name = nameOf(column);
  const value = Prisma.sql`${key}::${KINDS[column.as].type}`;
  const past = column.desc ? Prisma.sql`${name} < ${value}` : Prisma.sql`${name} > ${value}`;
  if (rest.length === 0) return past;
  const upTo = column.desc ? Prisma.sql`${name} <= ${value}` : Prisma.sql`${name} >= ${value}`;
  return Prisma.sql`(${upTo} AND (${past} OR (${name} = ${value} AND ${sqlBeyond(rest, others)})))`;
}

function orderInSql(columns: readonly Column[]): Prisma.Sql {
  return Prisma.join(
    columns.map((column) =>
      column.desc ? Prisma.sql`${nameOf(column)} DESC` : Prisma.sql`${nameOf(column)} ASC`,
    ),
  );
}
