// Checks, right before a digest is handed over, whether it may still be sent.
import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";

/** Milliseconds for which a verdict counts. */
const VERDICT_MS = 200;

/** A digest about to be handed over. */
interface HeldDigest {
  id: string;
  to: string | null;
  /** Later in the database once another process has taken the digest. */
  heldUntil: Date;
}

type Verdict = "yes" | "silence" | "not ours";

/**
 * Checks right before each digest whether it may be handed over. One statement asks for all digests left in the
 * round, and its verdicts hold for a moment.
 */
export class LastCheck {
  #checkedAt = Number.NEGATIVE_INFINITY;
  #verdicts: Promise<Map<string, Verdict>> = Promise.resolve(new Map());
  readonly #left: Set<HeldDigest>;

  constructor(round: readonly HeldDigest[]) {
    this.#left = new Set(round);
  }

  /**
   * Returns "silence" after unsubscribing or suppression, and "not ours" once the lease has gone to another
   * process.
   */
  async verdict(one: HeldDigest): Promise<Verdict> {
    const at = now().getTime();
    if (Math.abs(at - this.#checkedAt) > VERDICT_MS) {
      this.#checkedAt = at;
      this.#verdicts = findVerdicts([...this.#left]);
    }
    this.#left.delete(one);
    return (await this.#verdicts).get(one.id) ?? "not ours";
  }
}

async function findVerdicts(held: readonly HeldDigest[]): Promise<Map<string, Verdict>> {
  const rows = await db.$queryRaw<{ id: string; wanted: boolean }[]>`
    SELECT d.id, s."unsubscribedAt" IS NULL
      AND NOT EXISTS (SELECT FROM "SuppressedAddress" x WHERE x.email = lower(h."to")) AS wanted
    FROM unnest(${held.map(({ id }) => id)}::uuid[], ${held.map(({ to }) => to)}::text[],
      ${held.map(({ heldUntil }) => heldUntil)}::timestamptz[]) AS h(id, "to", until)
    JOIN "Digest" d ON d.id = h.id AND d."tryAt" = h.until JOIN "Subscription" s ON s.id = d."subscriptionId"
    WHERE d."sentAt" IS NULL`;
  return new Map(rows.map(({ id, wanted }) => [id, wanted ? "yes" : "silence"]));
}
