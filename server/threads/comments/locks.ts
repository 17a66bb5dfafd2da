// Locks a comment while it is changed.
import "server-only";
import type { Tx } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import type { Label } from "../schema";
import { commentStands } from "../sql";

/** A comment that stands, while its row is locked. */
export interface LockedComment {
  body: string;
  html: string;
  rendering: number;
  label: Label | null;
  spoiler: string | null;
  /** When what it says now was written. */
  writtenAt: Date;
  answeredAt: Date | null;
  pinnedAt: Date | null;
}

/**
 * Locks a comment; whoever changes it waits here.
 * @throws Refusal CLOSED where it was deleted or hidden meanwhile
 */
export async function lockComment(tx: Tx, commentId: string): Promise<LockedComment> {
  const [comment] = await tx.$queryRaw<LockedComment[]>`
    SELECT body, html, rendering, label::text AS label, spoiler, coalesce("editedAt", "createdAt") AS "writtenAt",
      "answeredAt", "pinnedAt"
    FROM "Comment" c
    WHERE id = ${commentId}::uuid AND ${commentStands} FOR UPDATE`;
  return comment ?? refuse("CLOSED", { say: "This comment is deleted or hidden." });
}
