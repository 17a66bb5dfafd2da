import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The condition under which everyone who sees a thread can read its comment `c`: neither deleted nor hidden. */
export const commentStands = Prisma.sql`(c."deletedAt" IS NULL AND c."hiddenAt" IS NULL)`;
