import { db } from "@/server/platform/database/db";

/**
 * Tables that keep rows of somebody who deletes their account, because others would miss them: a vote that
 * was counted, and RSVPs to past meetings, then belong to a deleted person.
 */
const STAYS = [
  ...["Upvote", "Reaction", "Report", "Rsvp", "Vote", "Carried"],
  ...["Suspension", "ModerationAct", "PassedTurn"],
];

/** Lists the other tables with rows of this person. */
export async function tablesWithRowsOf(personId: string): Promise<string[]> {
  // The views of information_schema take ten times as long as the tables below them.
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'personId' AND NOT a.attisdropped ORDER BY 1`;
  const asked = tables
    .filter(({ name }) => !STAYS.includes(name))
    .map(
      ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (
      SELECT FROM "${name}" WHERE "personId" = $1::uuid)`,
    );
  if (asked.length < 10) throw new Error("The tables are called something else.");
  const found = await db.$queryRawUnsafe<{ name: string }[]>(asked.join(" UNION ALL "), personId);
  return found.map(({ name }) => name);
}

/** Lists the tables that contain a word in any column, except sent emails. */
export async function tablesWith(word: string): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;
  const asked = tables
    .filter(({ name }) => name !== "MailMessage" && name !== "RateLimit")
    .map(
      ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (
      SELECT FROM "${name}" t WHERE strpos(lower(t::text), $1) > 0)`,
    );
  const found = await db.$queryRawUnsafe<{ name: string }[]>(
    asked.join(" UNION ALL "),
    word.toLowerCase(),
  );
  return found.map(({ name }) => name);
}

/** Finds faults after an account was deleted: leftover rows, names, groups without an owner, live things. */
export async function faultsAfterDeletion(personId: string, word: string): Promise<string[]> {
  const live = await db.$queryRaw<{ what: string }[]>`
    SELECT 'rights' AS what FROM "Person" WHERE id = ${personId}::uuid
      AND NOT ("deletedAt" IS NOT NULL AND email IS NULL AND "moderatorSince" IS NULL
        AND "operatorSince" IS NULL AND handle LIKE 'deleted-%')
    UNION ALL SELECT 'group ' || g.slug FROM "Group" g LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE m.role = 'owner' AND p."deletedAt" IS NULL) AS owners, count(*) AS members
        FROM "Membership" m JOIN "Person" p ON p.id = m."personId" WHERE m."groupId" = g.id) c ON true
      WHERE c.owners <> 1 OR c.members <> g."memberCount"
    UNION ALL SELECT 'presents' FROM "Meeting" WHERE "presenterId" = ${personId}::uuid
    UNION ALL SELECT 'comes' FROM "Rsvp" r JOIN "Meeting" m ON m.id = r."meetingId"
      WHERE r."personId" = ${personId}::uuid AND m."startsAt" > now()
    UNION ALL SELECT 'votes' FROM "Vote" v JOIN "Ballot" b ON b.id = v."ballotId"
      WHERE v."personId" = ${personId}::uuid AND b."closedAt" IS NULL
    UNION ALL SELECT 'invites' FROM "Invitation"
      WHERE "createdById" = ${personId}::uuid AND "revokedAt" IS NULL AND "usedAt" IS NULL`;
  const [rows, words] = [await tablesWithRowsOf(personId), await tablesWith(word)];
  return [
    ...live.map(({ what }) => what),
    ...rows.map((table) => `a row in ${table}`),
    ...words.map((table) => `the name in ${table}`),
  ];
}
