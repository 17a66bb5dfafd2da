// Changes a subscription by the signed link in a digest.
import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { verifyToken } from "@/server/platform/secrets/signed-link";
import { type changeByLinkInput, MANAGE, UNSUBSCRIBE } from "../schema";
import { toScheduleRow } from "./commands";
import { findFirstDue, toSchedule, toSourceRows, whereSentTo } from "./queries";

/**
 * Ends the subscription that a link in its email names. Safe to repeat. An address that the person no longer
 * has receives nothing anyway.
 * @throws Refusal EXPIRED
 */
export async function unsubscribe(token: string): Promise<void> {
  const content = verifyToken(UNSUBSCRIBE, token);
  if (!content)
    refuse("EXPIRED", { say: "This link is incomplete. Open it from the email again." });
  await db.subscription.updateMany({
    where: { id: content.id, unsubscribedAt: null, ...whereSentTo(content.email) },
    data: { unsubscribedAt: now(), nextDueAt: null },
  });
}

/**
 * Changes a subscription by the link in its email: its schedule and, without an account, its sources. An ended
 * subscription stays ended.
 * @throws Refusal EXPIRED
 */
export async function changeByLink({
  token,
  subscription: { sources, ...schedule },
}: z.output<typeof changeByLinkInput>): Promise<void> {
  const content = verifyToken(MANAGE, token);
  if (!content) refuse("EXPIRED");
  const { id, email } = content;
  await transact(async (tx) => {
    const [row] = await tx.$queryRaw<{ fromDay: Date; personId: string | null }[]>`
      SELECT "fromDay", "personId" FROM "Subscription"
      WHERE id = ${id}::uuid AND "unsubscribedAt" IS NULL FOR UPDATE`;
    if ((await tx.subscription.count({ where: { id, ...whereSentTo(email) } })) === 0)
      refuse("EXPIRED");
    if (!row) refuse("EXPIRED", { say: "This subscription has ended, and nothing more is sent." });
    if (sources && row.personId !== null) {
      refuse("INVALID", { say: "Sign in to choose what it is about.", field: "sources" });
    }
    const data = toScheduleRow(schedule, row);
    const nextDueAt = await findFirstDue(tx, id, toSchedule(data));
    await tx.subscription.update({ where: { id }, data: { ...data, nextDueAt } });
    if (!sources) return;
    const rows = await toSourceRows(tx, null, sources, id);
    await tx.digestSource.deleteMany({ where: { subscriptionId: id } });
    await tx.digestSource.createMany({ data: rows.map((row) => ({ ...row, subscriptionId: id })) });
  });
}
