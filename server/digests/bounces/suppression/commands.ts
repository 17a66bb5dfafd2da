import "server-only";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";
import { BOUNCES_MAX, BOUNCES_WITHIN_MS, type SmtpFailure } from "../rules";

/** A failure of an address, as a mail server, a bounce or a complaint reported it. */
export interface AddressFailure extends SmtpFailure {
  /** Lower case. */
  email: string;
  complaint: boolean;
  digestId: string | null;
}

/**
 * Records a failure of an address; a complaint, or the third permanent refusal, ends all email to it. The
 * transaction locks the address, so that two failures at once count as two.
 */
export async function recordFailure(failure: AddressFailure): Promise<void> {
  await transact(async (tx) => {
    const { email, permanent, address, complaint, status, words, digestId } = failure;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${LOCK_NAMES.mail + email}, 0))`;
    // Reports about one digest count once.
    const known = digestId
      ? await tx.mailFailure.findFirst({
          where: { email, digestId, complaint, permanent: permanent && address },
        })
      : null;
    if (known) return;
    await tx.mailFailure.create({
      data: {
        email,
        at: now(),
        permanent: permanent && address,
        complaint,
        status,
        words,
        digestId,
      },
    });
    if (complaint) return suppress(tx, email, "complaint", words);
    const refusals = await tx.mailFailure.count({
      where: { email, permanent: true, at: { gt: new Date(now().getTime() - BOUNCES_WITHIN_MS) } },
    });
    if (refusals >= BOUNCES_MAX) await suppress(tx, email, "bounces", words);
  });
}

/** Ends all email to an address, in lower case. If it had already ended, the first reason stays. */
export async function suppress(
  tx: Tx,
  email: string,
  reason: "bounces" | "complaint" | "operator",
  note: string,
): Promise<void> {
  await tx.suppressedAddress.createMany({
    data: [{ email, reason, note, createdAt: now() }],
    skipDuplicates: true,
  });
}

/** Allows email to an address again, in lower case. */
export async function unsuppress(email: string): Promise<void> {
  await db.suppressedAddress.deleteMany({ where: { email } });
}
