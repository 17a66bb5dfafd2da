// The address that a digest bounces to; it proves which digest bounced.
import "server-only";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { macOf, sameMac } from "@/server/platform/secrets/signed-link";

/** Bytes of the signature: enough, and short enough for the 64 characters before the @. */
const MAC_BYTES = 12;
const BOUNCE_ADDRESS = /^bounce-([0-9a-f]{32})-([0-9a-f]{24})$/;

/** Signs the digest and its address. In lower case, because mail servers may write an address in capitals. */
function signatureOf(digestId: string, email: string): Buffer {
  return macOf("bounce", `${digestId}.${email.toLowerCase()}`).subarray(0, MAC_BYTES);
}

/**
 * Makes the bounce address of a digest: each has its own (RFC 5321, 4.4), so that a bounce need not say which
 * digest it is about. Undefined if the site takes no incoming email.
 */
export function makeBounceAddress(digestId: string, email: string): string | undefined {
  const { INBOUND_DOMAIN } = env();
  if (!INBOUND_DOMAIN) return undefined;
  const mac = signatureOf(digestId, email).toString("hex");
  return `bounce-${digestId.replaceAll("-", "")}-${mac}@${INBOUND_DOMAIN}`;
}

/** A digest, and the address it went to. */
export interface BouncedDigest {
  digestId: string;
  /** Lower case. */
  email: string;
}

/**
 * Reads which digest came back to an address; null if the address was not made here, or if its reader has a
 * different address now.
 */
export async function readBounceAddress(address: string): Promise<BouncedDigest | null> {
  const [local = "", domain = ""] = address.trim().toLowerCase().split("@");
  const [, hex, mac] = BOUNCE_ADDRESS.exec(local) ?? [];
  if (!hex || !mac || domain !== env().INBOUND_DOMAIN) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const digest = await db.digest.findUnique({
    where: { id },
    select: { subscription: { select: { email: true, person: { select: { email: true } } } } },
  });
  const email = digest?.subscription.person?.email ?? digest?.subscription.email;
  if (!email || !sameMac(Buffer.from(mac, "hex"), signatureOf(id, email))) return null;
  return { digestId: id, email: email.toLowerCase() };
}
