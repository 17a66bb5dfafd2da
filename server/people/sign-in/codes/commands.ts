import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { sameMac } from "@/server/platform/secrets/signed-link";
import type { codeInput } from "../../schema";
import { grantSignIn } from "../commands";
import { codeHashOf } from "./codes";
import { readCode, TRIES } from "./rules";

/**
 * Uses up a code that was emailed to this address, typed in the browser that asked for it. Every try counts, before it
 * is compared.
 * @returns the token for `confirmLink`; null if the code is wrong, too late, or for another browser
 */
export async function takeCode({
  email,
  ticket,
  code: typed,
}: z.output<typeof codeInput>): Promise<string | null> {
  const ticketHash = hashSecret(ticket);
  const rows = await db.$queryRaw<{ tokenHash: string; codeHash: string }[]>`
    UPDATE "SignInToken" SET tries = tries + 1 WHERE email = ${email} AND "ticketHash" = ${ticketHash}
      AND "codeHash" IS NOT NULL AND "expiresAt" > ${now()} AND tries < ${TRIES}
    RETURNING "tokenHash", "codeHash"`;
  const code = readCode(typed);
  if (code === null) return null;
  const wanted = Buffer.from(codeHashOf(code, ticketHash));
  const found = rows.find(({ codeHash }) => sameMac(Buffer.from(codeHash), wanted));
  if (!found) return null;
  return transact(async (tx) => {
    // Its link may just have been used.
    const { count } = await tx.signInToken.deleteMany({ where: { tokenHash: found.tokenHash } });
    return count === 1 ? grantSignIn(tx, email) : null;
  });
}
