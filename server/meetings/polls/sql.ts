import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** Whether a person has answered a poll. Answers come for all times at once, so one is as good as all. */
export function hasAnsweredPoll(pollId: Prisma.Sql, person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "DateAnswer" a JOIN "PollDate" d ON d.id = a."dateId"
    WHERE d."pollId" = ${pollId} AND a."personId" = ${person})`;
}
