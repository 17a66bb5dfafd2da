// The address at which a person replies to a thread by email.
import "server-only";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { macOf, sameMac } from "@/server/platform/secrets/signed-link";
import { findStandingThread } from "@/server/threads/merging/queries";
import { dayNumber } from "../rules";
import { REPLY_DAYS } from "../schema";

/** Bytes of the signature in an address: as many as leave at most 64 characters before the @ (RFC 5321). */
const MAC_BYTES = 16;
const SHAPE = /^reply-([0-9a-z]{1,7})-([0-9a-z]{1,5})-([0-9a-f]{32})$/;

interface Row {
  id: number;
  personId: string;
  threadId: string;
}

/** Signs an address. It is written in lower-case letters and digits, since mail servers may change the case. */
function proof({ id, personId, threadId }: Row, day: number): Buffer {
  return macOf("reply", `${id}.${personId}.${threadId}.${day}`).subarray(0, MAC_BYTES);
}

/** Makes the address at which a person can reply in a thread for `REPLY_DAYS`; null without an inbound domain. */
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

/** Finds the person and the thread of a reply address, or says why it is not valid. */
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
      id: true,
      personId: true,
      threadId: true,
      person: { select: { emailSince: true } },
    },
  });
  if (!row || !sameMac(Buffer.from(mac, "hex"), proof(row, day))) return "unknown";
  // Emails to the person's earlier mailbox, which others may read by now, named this address.
  const { emailSince } = row.person;
  const sentToEarlierMailbox = emailSince !== null && day - REPLY_DAYS < dayNumber(emailSince);
  if (sentToEarlierMailbox || dayNumber(at) > day) return "expired";
  return { personId: row.personId, threadId: await findStandingThread(row.threadId) };
}
