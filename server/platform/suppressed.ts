import "server-only";
import { db } from "./db";

/** Those of these addresses that no mail goes to, in lower case. */
export async function suppressedAmong(addresses: readonly string[]): Promise<Set<string>> {
  const rows = await db.suppressedAddress.findMany({
    where: { email: { in: addresses.map((address) => address.toLowerCase()) } },
    select: { email: true },
  });
  return new Set(rows.map(({ email }) => email));
}
