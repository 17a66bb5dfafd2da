import { randomUUID } from "node:crypto";
import type { Database } from "../world";

const MADE_OF_IDS = "a key made of ids";
const HASH = "a hash, which nobody reads";
const CHOICE = "one of a few values that the product knows";
const CLOCK = "a day or a time of day, without words";
const COUNTED = "numbers and ids of votes; the secrecy of votes has tests of its own";

/** Columns of a group's tables that can hold no word of its members, each with the reason. */
export const WORDLESS: Record<string, string> = {
  "Ballot.rule": CHOICE,
  "Ballot.election": COUNTED,
  "Ballot.result": COUNTED,
  "CalendarFeed.tokenHash": HASH,
  "Carried.after": COUNTED,
  "Carried.weight": COUNTED,
  "Comment.quotedText": "a part of the comment's own body",
  "Departure.groupName": "the name that a former member knew, kept for themselves",
  "DigestItem.subject": MADE_OF_IDS,
  "DigestItem.why": "ids and counts",
  "DigestSource.authorKey": "an author of the public catalogue",
  "DigestSource.query": "a person's own words, not the group's",
  "Forecast.sealed": "ids and numbers; its sealing has tests of its own",
  "DigestSource.topicSlug": "a topic of the public catalogue",
  "FormerSlug.slug": "an address that former members and guests knew",
  "Following.authorKey": "an author of the public catalogue",
  "Following.topicSlug": "a topic of the public catalogue",
  "Group.shownName": "the name that everybody could read while the group was public",
  "Group.timeZone": CHOICE,
  "Invitation.tokenHash": HASH,
  "MeetingSlot.time": CLOCK,
  "Notification.subject": MADE_OF_IDS,
  "PaperList.linkHash": HASH,
  "Rhythm.closesTime": CLOCK,
  "Rhythm.fromDay": CLOCK,
  "Rhythm.opensTime": CLOCK,
  "Rhythm.rule": CHOICE,
  "Rhythm.timeZone": CHOICE,
  "Vote.answer": COUNTED,
  "WatchedPaper.key": HASH,
};

/** A column of text, and the word in it that stands nowhere else. */
interface Planted {
  name: string;
  word: string;
  /** The number of the group's rows that have it. */
  rows: number;
}

/** Every text of the group has this word too, so that a search finds them all. */
export const COMMON = "albatross";

/** Finds the tables whose rows go with a group, and how each hangs on another. */
function cascades(at: Database) {
  return at.$queryRaw<{ child: string; parent: string; on: string }[]>`
    WITH RECURSIVE edges AS (
      SELECT c.conrelid, c.confrelid, string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ') AS on
      FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k(here, there)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
      JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there
      WHERE c.contype = 'f' AND c.confdeltype = 'c' GROUP BY c.oid, c.conrelid, c.confrelid
    ), owned AS (
      SELECT '"Group"'::regclass::oid AS at UNION SELECT e.conrelid FROM edges e JOIN owned o ON o.at = e.confrelid
    )
    SELECT e.conrelid::regclass::text AS child, e.confrelid::regclass::text AS parent, e.on
    FROM edges e JOIN owned o ON o.at = e.confrelid`;
}

/** Marks the rows that belong to a group, of whatever table, in a table of their places. */
async function markRows(groupId: string, at: Database): Promise<string[]> {
  const edges = await cascades(at);
  await at.$executeRaw`CREATE TABLE public.planting (tab text, at tid, UNIQUE (tab, at))`;
  await at.$executeRaw`INSERT INTO planting SELECT '"Group"', ctid FROM "Group" WHERE id = ${groupId}::uuid`;
  for (let found = 1; found > 0; ) {
    found = 0;
    for (const { child, parent, on } of edges) {
      found += await at.$executeRawUnsafe(
        `INSERT INTO planting SELECT '${child}', c.ctid FROM ${child} c JOIN ${parent} p ON ${on}
         JOIN planting o ON o.tab = '${parent}' AND o.at = p.ctid ON CONFLICT DO NOTHING`,
      );
    }
  }
  return ['"Group"', ...new Set(edges.map(({ child }) => child))];
}

/** Lists the columns of these tables that hold text, in the order of their names. */
async function textColumns(
  tables: string[],
  at: Database,
): Promise<{ tab: string; name: string }[]> {
  return at.$queryRaw`
    SELECT t.tab, a.attname AS name FROM unnest(${tables}::text[]) AS t(tab)
    JOIN pg_attribute a ON a.attrelid = t.tab::regclass AND a.attnum > 0 AND NOT a.attisdropped
    WHERE a.atttypid = ANY ('{text,varchar,bpchar,json,jsonb,text[]}'::regtype[]) ORDER BY 1, 2`;
}

/** A value of a column that holds this word in the form that the column takes, as SQL. */
function textOf(name: string, word: string): string {
  // One address for each row that has one.
  if (name.endsWith("email"))
    return `'${word}' || hashtid(t.ctid) || left("email", 0) || '@example.org'`;
  if (/slug$/i.test(name)) return `'${word}'`;
  if (/html$/i.test(name)) return `'<p>${word} ${COMMON}</p>'`;
  if (/link$|url$/.test(name)) return `'https://${word}.example/${COMMON}'`;
  return `'${word} ${COMMON}'`;
}

/**
 * Writes a word of its own into each column of text of everything that belongs to a group. The columns are read from the
 * database, so that one that is added later has a word as well.
 * @param at the database with the group
 */
export async function plantWords(groupId: string, at: Database): Promise<Planted[]> {
  const tables = await markRows(groupId, at);
  const columns = await textColumns(tables, at);
  const tag = randomUUID().slice(0, 6);
  const planted: Planted[] = [];
  for (const tab of tables) {
    const mine = columns
      .filter((column) => column.tab === tab)
      .map(({ name }) => ({ column: name, name: `${tab.replaceAll('"', "")}.${name}` }))
      .filter(({ name }) => WORDLESS[name] === undefined)
      .map((one, place) => ({
        ...one,
        word: `zq${tag}x${columns.length + planted.length + place}q`,
      }));
    if (mine.length === 0) continue;
    const sets = mine.map(({ column, name, word }) => `"${column}" = ${textOf(name, word)}`);
    // All at once, because a row that was written is at another place.
    const rows = await at.$executeRawUnsafe(
      `UPDATE ${tab} t SET ${sets.join(", ")} FROM planting o WHERE o.tab = '${tab}' AND o.at = t.ctid`,
    );
    planted.push(...mine.map(({ name, word }) => ({ name, word, rows })));
  }
  await at.$executeRaw`DROP TABLE public.planting`;
  const names = columns.map(({ tab, name }) => `${tab.replaceAll('"', "")}.${name}`);
  const gone = Object.keys(WORDLESS).filter((name) => !names.includes(name));
  if (gone.length > 0) throw new Error(`These columns are no more: ${gone.join(", ")}`);
  return planted;
}
