import { createHash } from "node:crypto";

/** Texts that get a name. A plan takes some 50 kB in each connection of the database. */
const MOST_NAMED = 200;
/** Texts of which it is known that they came once. The oldest are forgotten. */
const MOST_SEEN = 2000;

/**
 * A comment for statements that are planned each time. PostgreSQL takes a list that it does not know yet for ten
 * elements: the plan for all values of a join over long lists can be the wrong one, and is kept for being cheap.
 */
export const PLANNED_EACH_TIME = "/* planned each time */";

/**
 * Makes the function that names prepared statements. A statement with a name is parsed once on each connection, and
 * after some runs also planned once, when PostgreSQL finds that a plan for all values is no worse. Only a text that
 * comes again gets a name: lists and filters of many shapes must not fill the database's memory.
 * @param most texts that get a name
 * @returns gives a name that stays the same, or undefined
 */
export function statementNames(
  most = MOST_NAMED,
): (statement: { sql: string }) => string | undefined {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known || names.size >= most || sql.includes(PLANNED_EACH_TIME)) return known;
    if (!seen.delete(sql)) {
      seen.add(sql);
      const [oldest] = seen.size > MOST_SEEN ? seen : [];
      if (oldest !== undefined) seen.delete(oldest);
      return undefined;
    }
    // 16 bytes: two texts never get one name, by which the database would run the wrong one.
    const name = createHash("sha256").update(sql).digest("hex").slice(0, 32);
    names.set(sql, name);
    return name;
  };
}
