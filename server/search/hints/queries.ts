import "server-only";
import type { z } from "zod";
import { hintPapers } from "@/server/papers/hints/queries";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import type { Limit } from "@/server/platform/limits";
import { spend } from "@/server/platform/limits";
import type { Hints, hintsInput } from "../schema";

/** Somebody who types fast asks four times a second, and several people may share an address. */
const HINTS: Limit = { name: "hints", points: 1200, perSeconds: 60 };
/** Rows shown of each kind. */
const GROUPS = 5;
const PEOPLE = 4;
const TOPICS = 4;
/** Rows looked at: the viewer's groups, the largest public ones, people in the viewer's groups, and topics. */
const OWN_GROUPS = 200;
const PUBLIC_GROUPS = 1000;
const MEMBERS = 2000;
const ALL_TOPICS = 1000;
/** Words of the question that a name is compared with. */
const WORDS = 8;

/** Condition that each word asked for begins a word of a name. Most names are ruled out by the longest of the words alone. */
const isNamed = (name: Prisma.Sql) => Prisma.sql`(
  lower(public.unaccent('public.unaccent', ${name})) LIKE (SELECT part FROM longest)
  AND NOT EXISTS (SELECT FROM asked WHERE strpos(' ' || search_text(${name}), ' ' || asked.word) = 0))`;

interface Row {
  kind: "group" | "person" | "topic";
  slug: string;
  name: string;
  mine: boolean;
  groupSlug: string | null;
  groupName: string | null;
}

/**
 * Finds what somebody may mean who types this: papers, groups that they may see, people in groups with them, and topics.
 * Without words, their own groups. @param ip counts it against a limit
 */
export async function findHints(
  viewer: Viewer | null,
  { q }: z.output<typeof hintsInput>,
  ip: string,
): Promise<Hints> {
  await spend(HINTS, ip);
  const [papers, named] = await Promise.all([q ? hintPapers(q) : [], findByName(viewer, q)]);
  const of = (kind: Row["kind"]) => named.filter((row) => row.kind === kind);
  return {
    papers,
    groups: of("group").map(({ slug, name, mine }) => ({ slug, name, mine })),
    people: of("person").map(({ slug, name, groupSlug, groupName }) => ({
      handle: slug,
      name,
      group: { slug: groupSlug as string, name: groupName as string },
    })),
    topics: of("topic").map(({ slug, name }) => ({ slug, name })),
  };
}

/** Membership is read in the statement that reads the names, so that whoever has left finds none. */
function findByName(viewer: Viewer | null, q: string): Promise<Row[]> {
  const me = Prisma.sql`${viewer?.id ?? null}::uuid`;
  // A member may also mean a page of the group.
  const ownName = Prisma.sql`g.name || ' ballots meetings'`;
  return db.$queryRaw<Row[]>`
    WITH asked AS MATERIALIZED (
      SELECT word FROM regexp_split_to_table(search_text(${q}), '[[:space:]]+') AS word WHERE word <> '' LIMIT ${WORDS}
    ),
    longest AS MATERIALIZED (
      SELECT '%' || coalesce((SELECT word FROM asked ORDER BY length(word) DESC LIMIT 1), '') || '%' AS part
    ),
    mine AS MATERIALIZED (
      SELECT g.id, g.slug, g.name, m."joinedAt", g."archivedAt" IS NOT NULL AS archived
      FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
      WHERE m."personId" = ${me} ORDER BY m."joinedAt", g.id LIMIT ${OWN_GROUPS}
    ),
    own AS (
      SELECT g.* FROM mine g WHERE ${isNamed(ownName)} ORDER BY archived, "joinedAt", id LIMIT ${GROUPS}
    ),
    open AS (
      SELECT g.* FROM (
        SELECT id, slug, name, "memberCount" FROM "Group" WHERE visibility = 'public' AND "archivedAt" IS NULL
        ORDER BY "memberCount" DESC, id LIMIT ${PUBLIC_GROUPS}
      ) g
      WHERE EXISTS (SELECT FROM asked) AND ${isNamed(Prisma.sql`g.name`)} AND g.id NOT IN (SELECT id FROM mine)
      ORDER BY g."memberCount" DESC, g.id LIMIT ${GROUPS}
    ),
    known AS (
      SELECT DISTINCT ON (p.id) p.id, p.handle, p.name, o.slug, o."groupName", o.place FROM (
        SELECT other."personId", mine.slug, mine.name AS "groupName", row_number() OVER () AS place FROM mine
        JOIN "Membership" other ON other."groupId" = mine.id WHERE EXISTS (SELECT FROM asked) LIMIT ${MEMBERS}
      ) o JOIN "Person" p ON p.id = o."personId"
      WHERE p."deletedAt" IS NULL AND p.id <> ${me} AND ${isNamed(Prisma.sql`p.name || ' ' || p.handle`)}
        AND NOT ${blocks(me, Prisma.sql`p.id`)}
      ORDER BY p.id, o.place
    ),
    tagged AS (
      SELECT t.slug, t.name, t."paperCount" FROM (SELECT * FROM "Topic" ORDER BY slug LIMIT ${ALL_TOPICS}) t
      WHERE EXISTS (SELECT FROM asked) AND ${isNamed(Prisma.sql`t.name`)}
      ORDER BY t."paperCount" DESC, t.slug LIMIT ${TOPICS}
    )
    (SELECT 'group' AS kind, slug, name, true AS mine, NULL AS "groupSlug", NULL AS "groupName" FROM own
      ORDER BY archived, "joinedAt", id)
    UNION ALL
    (SELECT 'group', slug, name, false, NULL, NULL FROM open ORDER BY "memberCount" DESC, id
      LIMIT ${GROUPS} - (SELECT count(*) FROM own))
    UNION ALL
    (SELECT 'person', handle, name, false, slug, "groupName" FROM known ORDER BY name, handle LIMIT ${PEOPLE})
    UNION ALL
    (SELECT 'topic', slug, name, false, NULL, NULL FROM tagged ORDER BY "paperCount" DESC, slug)`;
}
