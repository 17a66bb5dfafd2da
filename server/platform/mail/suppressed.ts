import "server-only";
import { db } from "../database/db";

/** Finds why no email goes to an address; null if it does. */
export async function suppressionOf(address: string): Promise<string | null> {
  const row = await db.suppressedAddress.findUnique({
    where: { email: address.toLowerCase() },
    select: { reason: true },
  });
  return row?.reason ?? null;
}
