import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { buildSubject, parseSubject, SUBJECT_KINDS } from "./rules";
import { idInSubject, subjectOf } from "./sql";

ownDatabase();

it.each(SUBJECT_KINDS)("builds and reads the subject of a %s as the rules do", async (of) => {
  const id = randomUUID();
  const stored = [buildSubject({ of, id }), buildSubject({ of, id, version: 7 })];
  const column = Prisma.sql`s.subject`;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${subjectOf(of, Prisma.sql`${id}::uuid`)} AS plain,
      ${subjectOf(of, Prisma.sql`${id}::uuid`, Prisma.sql`7`)} AS versioned,
      s.subject, ${idInSubject(column)} AS id
    FROM unnest(${stored}::text[]) AS s(subject)`;
  expect(rows).toEqual(
    stored.map((subject) => ({
      plain: stored[0],
      versioned: stored[1],
      subject,
      id: parseSubject(subject)?.id,
    })),
  );
});
