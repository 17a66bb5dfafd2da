// Changes a subscription by the signed link in a digest.
import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { verifyToken } from "@/server/platform/signed-link";
import { type changeByLinkInput, MANAGE, UNSUBSCRIBE } from "../schema";
import { chosen, firstDue, pausable, resolved } from "./commands";

/** The condition that the mails of a subscription still go to an address. */
export function sentTo(email: string) {
  return { OR: [{ personId: null }, { person: { email: email.toLowerCase() } }] };
}

/**
 * Ends the subscription that a link from its mail names. Safe to repeat. To an address that its person no
 * longer has nothing comes anyway.
 * @throws Refusal EXPIRED
 */
export async function unsubscribe(token: string): Promise<void> {
  const content = verifyToken(UNSUBSCRIBE, token);
  if (!content)
    refuse("EXPIRED", { say: "This link is incomplete. Open it from the email again." });
  await db.subscription.updateMany({
    where: { id: content.id, unsubscribedAt: null, ...sentTo(content.email) },
    data: { unsubscribedAt: now(), nextDueAt: null },
  });
}

/**
 * Changes a subscription by the link from its mail: when it comes and, where it is an address's by itself, what
 * it is about. Nothing that was ended is opened again.
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
    const [kept] = await tx.$queryRaw<{ fromDay: Date; personId: string | null }[]>`
      SELECT "fromDay", "personId" FROM "Subscription"
      WHERE id = ${id}::uuid AND "unsubscribedAt" IS NULL FOR UPDATE`;
    if ((await tx.subscription.count({ where: { id, ...sentTo(email) } })) === 0) refuse("EXPIRED");
    if (!kept) refuse("EXPIRED", { say: "This subscription has ended, and nothing more is sent." });
    if (sources && kept.personId !== null) {
      refuse("INVALID", { say: "Sign in to choose what it is about.", field: "sources" });
    }
    const data = chosen(schedule, kept);
    const nextDueAt = await firstDue(tx, id, pausable(data));
    await tx.subscription.update({ where: { id }, data: { ...data, nextDueAt } });
    if (!sources) return;
    const rows = await resolved(tx, null, sources);
    await tx.digestSource.deleteMany({ where: { subscriptionId: id } });
    await tx.digestSource.createMany({ data: rows.map((row) => ({ ...row, subscriptionId: id })) });
  });
}
