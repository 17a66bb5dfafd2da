import "server-only";
import { db } from "../db";

/** Why no mail goes to an address; null where it does. */
export async function suppressionOf(address: string): Promise<string | null> {
  const row = await db.suppressedAddress.findUnique({
    where: { email: address.toLowerCase() },
    select: { reason: true },
  });
  return row?.reason ?? null;
}
