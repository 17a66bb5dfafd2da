// The address at which a person replies to a thread by email.
import "server-only";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { macOf, sameMac } from "@/server/platform/signed-link";
import { dayNumber } from "../rules";
import { REPLY_DAYS } from "../schema";

/** Bytes of the signature in an address: enough, and short enough for 64 characters before the @. */
const MAC_BYTES = 16;
const SHAPE = /^reply-([0-9a-z]{1,7})-([0-9a-z]{1,5})-([0-9a-f]{32})$/;

interface Row {
  id: number;
  personId: string;
  threadId: string;
}

/** Mail servers may write an address in capitals: what proves it is in small letters and digits. */
function proof({ id, personId, threadId }: Row, day: number): Buffer {
  return macOf("reply", `${id}.${personId}.${threadId}.${day}`).subarray(0, MAC_BYTES);
}

/** The address at which a person answers in a thread for some weeks; null where no mail comes in. */
export async function replyAddress(
  personId: string,
  threadId: string,
  at: Date,
): Promise<string | null> {
  const { INBOUND_DOMAIN } = env();
  if (!INBOUND_DOMAIN) return null;
  const key = { personId, threadId };
  await db.replyAddress.createMany({ data: [{ ...key, createdAt: at }], skipDuplicates: true });
  const row = await db.replyAddress.findUniqueOrThrow({ where: { personId_threadId: key } });
  const day = dayNumber(at) + REPLY_DAYS;
  const parts = [row.id.toString(36), day.toString(36), proof(row, day).toString("hex")];
  return `reply-${parts.join("-")}@${INBOUND_DOMAIN}`;
}

/** Whose answer comes to an address, and into which thread; or why none does. */
export async function readReplyAddress(
  address: string,
  at: Date,
): Promise<{ personId: string; threadId: string } | "unknown" | "expired"> {
  const [local = "", domain = ""] = address.trim().toLowerCase().split("@");
  const [, id, expiry, mac] = SHAPE.exec(local) ?? [];
  if (!id || !expiry || !mac || domain !== env().INBOUND_DOMAIN) return "unknown";
  const number = Number.parseInt(id, 36);
  const day = Number.parseInt(expiry, 36);
  if (number > 2 ** 31 - 1) return "unknown";
  const row = await db.replyAddress.findUnique({
    where: { id: number },
    select: {
      ...{ id: true, personId: true, threadId: true },
      person: { select: { emailSince: true } },
    },
  });
  if (!row || !sameMac(Buffer.from(mac, "hex"), proof(row, day))) return "unknown";
  // Whoever reads the mailbox that the person had before knows this address, too.
  const { emailSince } = row.person;
  const elsewhere = emailSince !== null && day - REPLY_DAYS < dayNumber(emailSince);
  if (elsewhere || dayNumber(at) > day) return "expired";
  return { personId: row.personId, threadId: row.threadId };
}
