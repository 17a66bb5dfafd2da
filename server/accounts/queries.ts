// A person's own data, as a download.
import "server-only";
import { knownGroups, UNSEEN } from "@/server/groups/queries";
import { memberOf } from "@/server/groups/sql";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { jsonInParts, type Pages } from "@/server/platform/text/json-parts";
import { KINDS, type Kind, type KindName } from "./own-kinds";

const EXPORTS: Limit = { name: "export", points: 20, perSeconds: 3600 };
const UNSEEN_PERSON = "A person you can no longer see";

type Row = Record<string, unknown>;

/**
 * The viewer's own data, as JSON that is written while it is sent: rows are read some at a
 * time, and others are answered in between. @throws Refusal TOO_MANY
 */
export async function ownDataFile(viewer: Viewer): Promise<AsyncGenerator<string, void, void>> {
  await spend(EXPORTS, viewer.id);
  const person = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: { handle: true, name: true, email: true, timeZone: true, createdAt: true },
  });
  const kinds = Object.keys(KINDS).map((kind) => [kind, pagesOf(viewer.id, kind as KindName)]);
  return jsonInParts({ ...person, ...Object.fromEntries(kinds) });
}

/** Reads all rows of a kind in pages. Each page is a statement of its own that begins where the last page ended. */
async function* pagesOf(personId: string, name: KindName): Pages {
  const kind: Kind = KINDS[name];
  const keys = Object.fromEntries(kind.by.map((column) => [column, true]));
  const order = kind.by.map((column) => ({ [column]: "asc" as const }));
  let rows: Row[] = [];
  do {
    const page = {
      select: { ...kind.select, ...keys },
      where: { AND: [kind.where ?? {}, after(kind.by, rows)] },
      orderBy: order,
      take: kind.atATime,
    };
    const found = await db.person.findUnique({
      where: { id: personId },
      select: { [name]: page } as unknown as Record<KindName, true>,
    });
    // Nothing is left if the person deletes their account meanwhile.
    rows = (found?.[name] ?? []) as unknown as Row[];
    const shown = rows.map((row) => exportRow(row, kind));
    await nameGroups(personId, shown);
    await namePeople(personId, shown);
    yield shown;
  } while (rows.length === kind.atATime);
}

/** The condition for rows that come after a page in the order of these columns. */
function after(by: readonly string[], rows: readonly Row[]): object {
  const last = rows.at(-1);
  if (!last) return {};
  const same = (row: Row, columns: readonly string[]) =>
    columns.every((column) => row[column] === last[column]);
  return {
    OR: by.map((column, at) => {
      const before = by.slice(0, at);
      const equal = Object.fromEntries(before.map((name) => [name, last[name]]));
      // Prisma does not compare values of an enum, so a page holds all rows with the same other columns.
      const written = rows.filter((row) => same(row, before)).map((row) => row[column]);
      const further = column === "kind" ? { notIn: written } : { gt: last[column] };
      return { ...equal, [column]: further };
    }),
  };
}

/** A row without its ordering columns, and with its long lists as pages. */
function exportRow(row: Row, { by, select, within }: Kind): Row {
  const shown = { ...row };
  for (const [name, pages] of Object.entries(within ?? {})) shown[name] = pages(row);
  for (const column of by) if (!(column in select)) delete shown[column];
  return shown;
}

interface Named {
  id: string;
  name: string;
  handle?: string;
}

/** Finds all objects under this key, at any depth. */
function* findUnderKey(key: string, value: unknown): Generator<Named> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === key && inner !== null) yield inner as Named;
    else yield* findUnderKey(key, inner);
  }
}

/** Gives groups the names and addresses that the person knows them by. */
async function nameGroups(personId: string, rows: Row[]): Promise<void> {
  const groups = [...findUnderKey("group", rows)];
  const pairs = groups.map(({ id }) => ({ personId, groupId: id }));
  const known = await knownGroups(db, pairs);
  const never = { name: UNSEEN, slug: "" };
  for (const group of groups) Object.assign(group, known(personId, group.id) ?? never);
}

/** Leaves out the current names of people whom the viewer can no longer see anywhere. */
async function namePeople(personId: string, rows: Row[]): Promise<void> {
  const people = [...findUnderKey("blocked", rows)];
  if (people.length === 0) return;
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Person" p
    WHERE p.id = ANY(${people.map(({ id }) => id)}::uuid[]) AND (
      EXISTS (SELECT FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
        WHERE m."personId" = p.id AND (g.visibility <> 'private' OR ${memberOf(Prisma.sql`${personId}::uuid`, Prisma.sql`g.id`)}))
      OR EXISTS (SELECT FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
        WHERE c."authorId" = p.id AND t."groupId" IS NULL AND c."deletedAt" IS NULL))`;
  const seen = new Set(found.map(({ id }) => id));
  for (const person of people) {
    if (!seen.has(person.id)) Object.assign(person, { name: UNSEEN_PERSON, handle: "" });
  }
}
