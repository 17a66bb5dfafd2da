// Locks a comment for a change.
import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import type { Label } from "../schema";
import { commentStands } from "../sql";

/** A visible comment whose row is locked. */
export interface LockedComment {
  body: string;
  html: string;
  rendering: number;
  label: Label | null;
  spoiler: string | null;
  /** When its current text was written. */
  writtenAt: Date;
  answeredAt: Date | null;
  pinnedAt: Date | null;
}

/**
 * Locks a comment; concurrent changes of it queue here.
 * @throws Refusal CLOSED if it was deleted or hidden meanwhile
 */
export async function lockComment(tx: Tx, commentId: string): Promise<LockedComment> {
  const [comment] = await tx.$queryRaw<LockedComment[]>`
    SELECT body, html, rendering, label::text AS label, spoiler, coalesce("editedAt", "createdAt") AS "writtenAt",
      "answeredAt", "pinnedAt"
    FROM "Comment" c
    WHERE id = ${commentId}::uuid AND ${commentStands} FOR UPDATE`;
  return comment ?? refuse("CLOSED", { say: "This comment is deleted or hidden." });
}
