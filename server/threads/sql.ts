import "server-only";
import { Prisma } from "@/server/platform/db";

/** The condition under which a comment `c` can be read by everyone who sees its thread: neither deleted nor hidden. */
export const commentStands = Prisma.sql`(c."deletedAt" IS NULL AND c."hiddenAt" IS NULL)`;
