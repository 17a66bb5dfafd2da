import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** Whether nothing warns readers of a paper `p`; `warningOf` says the same. */
export const NOTHING_WARNS = Prisma.sql`p.status NOT IN ('withdrawn', 'retracted')`;
