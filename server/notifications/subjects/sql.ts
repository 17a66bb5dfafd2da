import "server-only";
import { Prisma } from "@/server/platform/database/db";
import type { SubjectKind } from "./rules";

/** A stored subject, as `buildSubject` writes it, made in the database. */
export function subjectOf(of: SubjectKind, id: Prisma.Sql, version?: Prisma.Sql): Prisma.Sql {
  const end = version ? Prisma.sql`, ${version}` : Prisma.empty;
  return Prisma.sql`concat_ws(':', ${of}::text, ${id}${end})`;
}

/** The id or address in a stored subject, as `parseSubject` reads it. */
export function idInSubject(subject: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`split_part(${subject}, ':', 2)`;
}

/** The version in a stored subject, as `parseSubject` reads it; empty without one. */
export function versionInSubject(subject: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`split_part(${subject}, ':', 3)`;
}
