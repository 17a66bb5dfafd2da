// Tells sources who asks, and where to write.
import { env } from "@/server/platform/env";

/** The address that sources may write to, without the name before it. */
export function contactAddress(): string | null {
  const [, address] = /([^\s<>]+@[^\s<>]+\.[^\s<>]+?)>?\s*$/.exec(env().MAIL_FROM) ?? [];
  return address ?? null;
}

/** The name under which this site asks. */
export function userAgent(): string {
  const contact = contactAddress();
  return `Colloquy (${env().SITE_URL}${contact ? `; mailto:${contact}` : ""})`;
}
