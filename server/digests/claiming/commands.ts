import "server-only";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";

/** Claims the subscription of a person's address, once the address is proven. Safe to repeat. */
export async function claimForPerson({ personId }: { personId: string }): Promise<void> {
  await transact(async (tx) => {
    const [person] = await tx.$queryRaw<{ email: string | null }[]>`
      SELECT email FROM "Person" WHERE id = ${personId}::uuid FOR UPDATE`;
    if (person?.email) await claimSubscriptions(tx, [{ personId, email: person.email }]);
  });
}

/** A person, and their address. */
interface Owner {
  personId: string;
  email: string;
}

/**
 * Makes subscriptions of addresses those of the people who have the addresses, with their past: the digests
 * were sent to them. The number of statements is the same for one as for many.
 */
export async function claimSubscriptions(tx: Tx, owners: readonly Owner[]): Promise<void> {
  const emails = owners.map(({ email }) => email).sort();
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${LOCK_NAMES.subscription}::text || email, 0))
    FROM unnest(${emails}::text[]) AS o(email)`;
  const owner = Prisma.sql`unnest(${owners.map(({ personId }) => personId)}::uuid[],
    ${owners.map(({ email }) => email)}::text[]) AS o("personId", email)`;
  await tx.$executeRaw`
    UPDATE "DigestItem" i SET "readerId" = o."personId"
    FROM ${owner} JOIN "Subscription" s ON s.email = o.email
    WHERE i."readerId" = s.id AND NOT EXISTS (SELECT FROM "DigestItem" d
      WHERE d."readerId" = o."personId" AND d.subject = i.subject)`;
  await tx.$executeRaw`
    UPDATE "Subscription" s SET "personId" = o."personId", email = NULL
    FROM ${owner} WHERE s.email = o.email`;
}
