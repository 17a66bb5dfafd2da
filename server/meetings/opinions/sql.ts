import "server-only";
import { Prisma } from "@/server/platform/database/db";
import type { OpinionAnswer, Question } from "./schema";

/** How many members gave each answer; questions that nobody answered are missing. */
export type OpinionCounts = Partial<Record<Question, Record<OpinionAnswer, number>>>;

/** The numbers of answers about a meeting, without names; null if there are none. */
export function opinionCounts(meetingId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_object_agg(said.kind, said.counts) FROM (
    SELECT o.kind, json_build_object('yes', count(*) FILTER (WHERE o.answer = 'yes'),
      'maybe', count(*) FILTER (WHERE o.answer = 'maybe'), 'no', count(*) FILTER (WHERE o.answer = 'no')) AS counts
    FROM "Opinion" o WHERE o."meetingId" = ${meetingId} GROUP BY o.kind) said)`;
}

/** The answers of one person about a meeting, by question; null if there are none. */
export function opinionsOf(meetingId: Prisma.Sql, personId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_object_agg(o.kind, o.answer) FROM "Opinion" o
    WHERE o."meetingId" = ${meetingId} AND o."personId" = ${personId})`;
}

/** Whether a person was expected at a meeting `m`: they presented, or said yes or maybe, or nobody said anything. */
export function wasExpected(person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(m."presenterId" = ${person}
    OR EXISTS (SELECT FROM "Rsvp" x WHERE x."meetingId" = m.id AND x."personId" = ${person} AND x.answer <> 'no')
    OR NOT EXISTS (SELECT FROM "Rsvp" x WHERE x."meetingId" = m.id))`;
}

/** Whether a person has answered both questions about a meeting `m`. */
export function hasSaidAll(person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) = 2 FROM "Opinion" o WHERE o."meetingId" = m.id AND o."personId" = ${person})`;
}
