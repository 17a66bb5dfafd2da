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

/** Whether an instant is in the span that is the version of a subject, as `buildSpan` writes it. */
export function isInSpan(instant: Prisma.Sql, subject: Prisma.Sql): Prisma.Sql {
  const version = versionInSubject(subject);
  return Prisma.sql`(${instant} > to_timestamp(split_part(${version}, '-', 1)::bigint)
    AND ${instant} <= to_timestamp(split_part(${version}, '-', 2)::bigint))`;
}

/** The version in a stored subject, as `parseSubject` reads it; empty without one. */
export function versionInSubject(subject: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`split_part(${subject}, ':', 3)`;
}
