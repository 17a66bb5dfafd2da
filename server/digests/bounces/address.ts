// The address to which a digest bounces; it proves which digest that was.
import "server-only";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { macOf, sameMac } from "@/server/platform/signed-link";

/** Bytes of the signature: enough, and short enough for the 64 characters before the @. */
const MAC_BYTES = 12;
const BOUNCE_ADDRESS = /^bounce-([0-9a-f]{32})-([0-9a-f]{24})$/;

/** Mail servers may write an address in capitals: what proves it is in small letters and digits. */
function signatureOf(digestId: string, email: string): Buffer {
  return macOf("bounce", `${digestId}.${email.toLowerCase()}`).subarray(0, MAC_BYTES);
}

/**
 * Where a digest comes back to that cannot be delivered: an address of its own (RFC 5321, 4.4), so that the
 * bounce need not say whom it is about. Undefined where no mail comes in.
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

/** What came back to an address; null for one that was not made here, or whose reader has another by now. */
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
