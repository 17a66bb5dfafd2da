import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { isDuplicate, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type Limit, spendEach } from "@/server/platform/limits";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { confirmEmailPath } from "@/server/platform/web/addresses";
import { EmailChangedMail, EmailChangeMail } from "../../emails";
import type { Viewer } from "../../policy";
import { holdPerson } from "../../presence";
import { mailboxOf } from "../../rules";
import {
  ADDRESS_PROVEN,
  EMAIL_CHANGE_MAIL,
  EMAIL_CHANGED_MAIL,
  type emailInput,
} from "../../schema";
import { isStale, linkExpiry } from "../commands";

const BY_PERSON: Limit = { name: "email-change", points: 5, perSeconds: 3600 };
const TO_ADDRESS: Limit = { name: "email-change-to", points: 5, perSeconds: 3600 };

/** Has a link emailed to a new address. The answer does not reveal whether the address is taken. */
export async function requestEmailChange(
  viewer: Viewer,
  { email }: z.output<typeof emailInput>,
): Promise<void> {
  await spendEach([BY_PERSON, viewer.id], [TO_ADDRESS, mailboxOf(email)]);
  const askedAt = now().toISOString();
  await transact((tx) => enqueue(tx, EMAIL_CHANGE_MAIL, { personId: viewer.id, email, askedAt }));
}

/** The job of requestEmailChange: creates the link and emails it. An earlier link stops working. */
export async function sendChangeLink({
  personId,
  email,
  askedAt,
}: z.output<typeof EMAIL_CHANGE_MAIL.payload>): Promise<void> {
  if (isStale(askedAt)) return;
  const token = newSecret();
  const waiting = await transact(async (tx) => {
    if (!(await holdPerson(tx, personId))) return false;
    await tx.emailChange.deleteMany({ where: { personId } });
    await tx.emailChange.create({
      data: {
        tokenHash: hashSecret(token),
        personId,
        email,
        createdAt: now(),
        expiresAt: linkExpiry(),
      },
    });
    return true;
  });
  if (!waiting) return;
  const link = env().SITE_URL + confirmEmailPath(token);
  const body = await renderMail(EmailChangeMail({ link }));
  await sendMail({ to: email, subject: "Confirm your new address", ...body });
}

/**
 * Uses the emailed link; only the person who asked can. The old address is notified and no longer works:
 * sign-in links sent there become invalid, and sessions of other browsers end.
 * @param here the token of the session that stays open
 * @throws Refusal EXPIRED, CONFLICT
 */
export async function confirmEmailChange(
  viewer: Viewer,
  token: string,
  here: string | null,
): Promise<void> {
  try {
    await transact(async (tx) => {
      const [change] = await tx.$queryRaw<{ email: string; expiresAt: Date }[]>`
        DELETE FROM "EmailChange" WHERE "tokenHash" = ${hashSecret(token)} AND "personId" = ${viewer.id}::uuid
        RETURNING email, "expiresAt"`;
      if (!change || change.expiresAt <= now()) refuse("EXPIRED");
      const before = await tx.person.findUniqueOrThrow({
        where: { id: viewer.id },
        select: { email: true },
      });
      if (before.email === change.email) return;
      const data = { email: change.email, emailSince: now() };
      await tx.person.update({ where: { id: viewer.id }, data });
      await enqueue(tx, ADDRESS_PROVEN, { personId: viewer.id });
      await tx.session.deleteMany({
        where: { personId: viewer.id, tokenHash: { not: hashSecret(here ?? "") } },
      });
      if (!before.email) return;
      await tx.signInToken.deleteMany({ where: { email: before.email } });
      await enqueue(tx, EMAIL_CHANGED_MAIL, { to: before.email });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", {
      say: "This address belongs to another account. Sign in with it, or use a different address.",
    });
  }
}

/** The job that tells an address that it no longer signs in. */
export async function sendChangedNotice({
  to,
}: z.output<typeof EMAIL_CHANGED_MAIL.payload>): Promise<void> {
  const body = await renderMail(EmailChangedMail());
  await sendMail({ to, subject: "Your address on Colloquy was changed", ...body });
}
