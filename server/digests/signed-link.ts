import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/server/platform/env";

/** What a link of each purpose says. */
const CONTENT = {
  /** An address asked for the digest at an instant (milliseconds). */
  subscribe: z.object({ email: z.string(), timeZone: z.string(), askedAt: z.number() }),
  /** A subscription, and the address that its mail went to. */
  unsubscribe: z.object({ id: z.uuid(), email: z.string() }),
};

type Purpose = keyof typeof CONTENT;
type Content<P extends Purpose> = z.output<(typeof CONTENT)[P]>;

function signature(purpose: Purpose, body: string): Buffer {
  return createHmac("sha256", env().AUTH_SECRET).update(`${purpose}.${body}`).digest();
}

/** A token that proves what it says, for one purpose only. */
export function sign<P extends Purpose>(purpose: P, content: Content<P>): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${body}.${signature(purpose, body).toString("base64url")}`;
}

/** What a token says, or null where it was not signed here for this purpose. */
export function verified<P extends Purpose>(purpose: P, token: string): Content<P> | null {
  const [body = "", given = "", ...rest] = token.split(".");
  const mac = Buffer.from(given, "base64url");
  const own = signature(purpose, body);
  if (rest.length > 0 || mac.length !== own.length || !timingSafeEqual(mac, own)) return null;
  // Read only now: what stands in it is what was once signed here.
  const said: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
  const content = CONTENT[purpose].safeParse(said);
  return content.success ? (content.data as Content<P>) : null;
}
